package io.operatefirst.oncall.chaos;

/**
 * What may become of a request to an API server, and of one to watch something; each is within what
 * it promises.
 */
enum Fault {
  /** The answer takes its time. */
  LATE,
  /** 429, with a time to wait. */
  TOO_MANY,
  /** 500, and nothing was done. */
  SERVER_ERROR,
  /** 409 to a change of something, as if somebody else had changed it meanwhile. */
  CONFLICT,
  /** The connection ends before the request has come anywhere. */
  UNHEARD,
  /** It was done, and the connection ends before the answer. */
  UNANSWERED,
  /** It was done, and nobody ever says so; what was to be watched is not. */
  HUNG,
  /** What is watched from a version on is no longer known from there: it is to be listed anew. */
  GONE,
  /** A list of which any version is asked for is an older one. */
  STALE
}
