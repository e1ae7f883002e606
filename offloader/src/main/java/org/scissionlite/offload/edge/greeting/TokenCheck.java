package org.scissionlite.offload.edge.greeting;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.scissionlite.offload.security.OwnToken;
import org.scissionlite.offload.security.Role;
import org.scissionlite.offload.security.Tokens;
import org.scissionlite.protocol.DistributionGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;

/**
 * Lets through only calls whose token has the role for them. Whether the server is alive and ready
 * may be asked by everybody, as orchestrators do; what nobody thought of takes the role of those
 * who manage.
 */
public final class TokenCheck implements ServerInterceptor {
  private static final Set<Role> EVERYBODY = EnumSet.noneOf(Role.class);

  private static final Map<String, Set<Role>> METHODS =
      Map.of(
          GRPCInferenceServiceGrpc.getServerLiveMethod().getFullMethodName(), EVERYBODY,
          GRPCInferenceServiceGrpc.getServerReadyMethod().getFullMethodName(), EVERYBODY,
          GRPCInferenceServiceGrpc.getServerMetadataMethod().getFullMethodName(),
              EnumSet.allOf(Role.class),
          GRPCInferenceServiceGrpc.getRepositoryIndexMethod().getFullMethodName(),
              EnumSet.of(Role.MANAGE),
          GRPCInferenceServiceGrpc.getRepositoryModelLoadMethod().getFullMethodName(),
              EnumSet.of(Role.MANAGE),
          GRPCInferenceServiceGrpc.getRepositoryModelUnloadMethod().getFullMethodName(),
              EnumSet.of(Role.MANAGE));

  private static final Map<String, Set<Role>> SERVICES =
      Map.of(
          GRPCInferenceServiceGrpc.SERVICE_NAME,
          EnumSet.of(Role.INFER),
          DistributionGrpc.SERVICE_NAME,
          EnumSet.of(Role.INFER),
          "grpc.health.v1.Health",
          EVERYBODY,
          "grpc.reflection.v1.ServerReflection",
          EnumSet.allOf(Role.class));

  private final Tokens tokens;
  private final Doorman doorman;

  public TokenCheck(Tokens tokens, Doorman doorman) {
    this.tokens = tokens;
    this.doorman = doorman;
  }

  /** Those of whom any may make a call; everybody may where there are none. */
  private static Set<Role> roles(MethodDescriptor<?, ?> method) {
    return METHODS.getOrDefault(
        method.getFullMethodName(),
        SERVICES.getOrDefault(String.valueOf(method.getServiceName()), EnumSet.of(Role.MANAGE)));
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Set<Role> needed = roles(call.getMethodDescriptor());
    String shown = headers.get(OwnToken.HEADER);
    boolean isKnown = false;
    for (Role role : needed) {
      Tokens.Verdict verdict = tokens.check(shown, role);
      if (verdict == Tokens.Verdict.GRANTED) {
        return next.startCall(call, headers);
      }
      isKnown |= verdict == Tokens.Verdict.WRONG_ROLE;
    }
    return needed.isEmpty()
        ? next.startCall(call, headers)
        : refuse(call, isKnown ? denied(needed) : unknown(shown));
  }

  private static Status denied(Set<Role> needed) {
    return Status.PERMISSION_DENIED.withDescription(
        "the token has not the role for this call, which is "
            + String.join(" or ", needed.stream().map(Role::toString).toList()));
  }

  private static Status unknown(String shown) {
    return Status.UNAUTHENTICATED.withDescription(
        shown == null
            ? "this edge asks for a token; a device is to be started with --token-file"
            : "this edge does not know the token; it may have been replaced");
  }

  private <Q, R> ServerCall.Listener<Q> refuse(ServerCall<Q, R> call, Status status) {
    doorman.refused(
        "a call",
        call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR),
        call.getMethodDescriptor().getBareMethodName() + ": " + status.getDescription());
    call.close(status, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
