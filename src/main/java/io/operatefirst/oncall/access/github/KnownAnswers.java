package io.operatefirst.oncall.access.github;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.ByteString;

/**
 * Asks for what is known already only whether it has changed, which GitHub does not count against
 * the limit. In memory only: an answer has what people wrote, and is told apart by whose token it
 * was given to.
 */
final class KnownAnswers implements Interceptor {

  private static final int MOST_BYTES = 2 * 1024 * 1024;

  private record Key(String url, ByteString authorization, String accept) {

    static Key of(Request request) {
      return new Key(
          request.url().toString(),
          // Not the token itself, which may be exchanged long before its answers are forgotten.
          ByteString.encodeUtf8(String.valueOf(request.header("Authorization"))).sha256(),
          String.valueOf(request.header("Accept")));
    }
  }

  private record Known(Response head, MediaType type, ByteString body) {}

  private final Map<Key, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!request.method().equals("GET")) {
      return chain.proceed(request);
    }
    Key key = Key.of(request);
    Known last = get(key);
    Request asked =
        last == null
            ? request
            : request.newBuilder().header("If-None-Match", last.head().header("ETag")).build();
    Response answer = chain.proceed(asked);
    if (last != null && answer.code() == HttpURLConnection.HTTP_NOT_MODIFIED) {
      answer.close();
      return again(last, answer, request);
    }
    if (answer.code() == HttpURLConnection.HTTP_OK && answer.header("ETag") != null) {
      MediaType type = answer.body().contentType();
      ByteString body = answer.body().byteString();
      put(key, new Known(answer.newBuilder().body(null).build(), type, body));
      return answer.newBuilder().body(ResponseBody.create(body, type)).build();
    }
    return answer;
  }

  /** The answer of then, with what GitHub says of its limits now. */
  private static Response again(Known last, Response now, Request request) {
    Response.Builder answer =
        last.head()
            .newBuilder()
            .request(request)
            .protocol(Protocol.HTTP_1_1)
            .body(ResponseBody.create(last.body(), last.type()));
    now.headers().names().stream()
        .filter(name -> name.regionMatches(true, 0, "X-RateLimit", 0, "X-RateLimit".length()))
        .forEach(name -> answer.header(name, now.header(name)));
    return answer.build();
  }

  private synchronized Known get(Key key) {
    return known.get(key);
  }

  private synchronized void put(Key key, Known answer) {
    Known before = known.put(key, answer);
    bytes += answer.body().size() - (before == null ? 0 : before.body().size());
    var oldest = known.entrySet().iterator();
    while (bytes > MOST_BYTES && oldest.hasNext()) {
      bytes -= oldest.next().getValue().body().size();
      oldest.remove();
    }
  }
}
