package org.scissionlite.offload.http;

import io.grpc.netty.shaded.io.netty.buffer.ByteBufUtil;
import io.grpc.netty.shaded.io.netty.handler.codec.http.FullHttpRequest;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Netty's requests as calls. */
final class Calls {
  private Calls() {}

  /**
   * A request with its own memory.
   *
   * @throws IllegalArgumentException for a path that cannot be decoded
   */
  static HttpCall of(FullHttpRequest request, SocketAddress remote) {
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach(each -> headers.putIfAbsent(lower(each.getKey()), each.getValue()));
    String address =
        remote instanceof InetSocketAddress peer ? peer.getAddress().getHostAddress() : "";
    return new HttpCall(
        request.method().name(),
        path(request.uri()),
        headers,
        ByteBufUtil.getBytes(request.content()),
        address);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static List<String> path(String uri) {
    String path = uri.replaceFirst("^[a-zA-Z]+://[^/]*", "").replaceFirst("[?#].*$", "");
    return Arrays.stream(path.split("/"))
        .filter(part -> !part.isEmpty())
        .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
        .toList();
  }
}
