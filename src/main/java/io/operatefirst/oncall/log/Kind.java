package io.operatefirst.oncall.log;

import java.util.Locale;

/** What a happening is of, which the intakes see. */
public enum Kind {
  /** Something that an Alertmanager reports. */
  ALERT,
  /** A Warning that Kubernetes wrote about one of its objects. */
  EVENT,
  /** A part of the platform that is not well. */
  CLUSTER_OPERATOR,
  /** Something that a user asks. */
  QUESTION;

  /** As names of entries have it, such as {@code clusteroperator}. */
  String inNames() {
    return name().replace("_", "").toLowerCase(Locale.ROOT);
  }
}
