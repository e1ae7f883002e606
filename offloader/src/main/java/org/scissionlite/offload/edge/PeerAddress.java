package org.scissionlite.offload.edge;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;

/** Lets a service know who calls it. */
final class PeerAddress implements ServerInterceptor {
  private static final Peer UNKNOWN = new Peer("", 0);
  private static final Context.Key<Peer> PEER = Context.keyWithDefault("peer", UNKNOWN);

  /**
   * The other end of a connection.
   *
   * @param address its IP address; empty where not known
   * @param port tells its connections apart
   */
  record Peer(String address, int port) {}

  /** The one whose call is being handled. */
  static Peer current() {
    return PEER.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Peer peer =
        call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress at
            ? new Peer(at.getAddress().getHostAddress(), at.getPort())
            : UNKNOWN;
    return Contexts.interceptCall(Context.current().withValue(PEER, peer), call, headers, next);
  }
}
