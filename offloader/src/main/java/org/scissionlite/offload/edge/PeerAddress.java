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
  private static final Context.Key<String> ADDRESS = Context.key("peer-address");

  /** The IP address of the one whose call is being handled; empty where not known. */
  static String current() {
    String address = ADDRESS.get();
    return address == null ? "" : address;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String address =
        call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress peer
            ? peer.getAddress().getHostAddress()
            : "";
    return Contexts.interceptCall(
        Context.current().withValue(ADDRESS, address), call, headers, next);
  }
}
