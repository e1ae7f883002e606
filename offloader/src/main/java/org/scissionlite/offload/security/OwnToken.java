package org.scissionlite.offload.security;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Shows the token that stands in a file with each call; it is read again when it changes. */
public final class OwnToken implements ClientInterceptor {
  /** The header of RFC 6750. */
  public static final Metadata.Key<String> HEADER =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final Supplier<String> token;

  private OwnToken(Supplier<String> token) {
    this.token = token;
  }

  /**
   * The token of a file that holds nothing else.
   *
   * @param tell takes a line when the file has changed and cannot be read
   * @throws org.scissionlite.error.UsageException if it cannot be read
   */
  public static OwnToken of(Path file, Consumer<String> tell) {
    return new OwnToken(new FollowedFiles<>(List.of(file), () -> TokenFile.readOwn(file), tell));
  }

  /** What the header says. */
  public String header() {
    return "Bearer " + token.get();
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        headers.put(HEADER, header());
        super.start(listener, headers);
      }
    };
  }
}
