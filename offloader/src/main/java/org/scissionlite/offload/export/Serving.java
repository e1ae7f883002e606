package org.scissionlite.offload.export;

import java.util.List;
import java.util.stream.Stream;

/**
 * The server that KServe runs.
 *
 * @param image of our edge; empty for KServe's own runtime of NVIDIA Triton
 * @param grpcPort where it speaks gRPC
 * @param httpPort where it tells whether it is alive and ready
 * @param arguments of its command line
 * @param probesTls whether the port that is probed speaks TLS
 */
record Serving(
    String image, int grpcPort, int httpPort, List<String> arguments, boolean probesTls) {
  /** Where KServe puts what the storage holds. */
  private static final String MODELS = "/mnt/models";

  /** Where the secret with certificate and key is mounted. */
  static final String TLS_FOLDER = "/etc/scissionlite/tls";

  private static final String CERTIFICATE = TLS_FOLDER + "/tls.crt";
  private static final String KEY = TLS_FOLDER + "/tls.key";

  Serving {
    arguments = List.copyOf(arguments);
  }

  /**
   * Our edge; it renews connections every ten minutes, so that devices spread over new replicas.
   */
  static Serving edge(String image, boolean tls) {
    List<String> gate =
        tls ? List.of("--tls-cert", CERTIFICATE, "--tls-key", KEY) : List.of("--insecure");
    List<String> arguments =
        List.of(
            "edge",
            MODELS,
            "--listen",
            "0.0.0.0:8001",
            "--listen-http",
            "0.0.0.0:8000",
            "--max-age",
            "600");
    return new Serving(
        image, 8001, 8000, Stream.concat(arguments.stream(), gate.stream()).toList(), tls);
  }

  /** Triton; the arguments are added to those of the runtime. */
  static Serving triton(boolean tls) {
    List<String> gate =
        List.of(
            "--grpc-use-ssl=true", "--grpc-server-cert=" + CERTIFICATE, "--grpc-server-key=" + KEY);
    return new Serving("", 9000, 8080, tls ? gate : List.of(), false);
  }

  boolean isTriton() {
    return image.isEmpty();
  }
}
