package org.scissionlite.offload.edge;

import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.util.List;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;

/**
 * The services that gRPC's tools expect of a server: health ({@code grpc.health.v1}, which
 * Kubernetes asks) of the server as a whole and of its inference, and reflection, by which {@code
 * grpcurl} finds the calls.
 */
final class StandardServices {
  private final HealthStatusManager health = new HealthStatusManager();

  StandardServices() {
    health.setStatus(GRPCInferenceServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
  }

  List<BindableService> all() {
    return List.of(health.getHealthService(), ProtoReflectionServiceV1.newInstance());
  }

  /** From now on the server is not well: it is being stopped. */
  void stop() {
    health.enterTerminalState();
  }
}
