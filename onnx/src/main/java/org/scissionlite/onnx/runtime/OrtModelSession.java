package org.scissionlite.onnx.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.ref.Reference;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.engine.BoundRun;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.proto.FailureReasons;

/** A session of ONNX Runtime. */
final class OrtModelSession implements Session {
  private final String model;
  private final OrtEnvironment environment = OrtEnvironments.shared();
  private final OrtSession session;

  /** Memory that the session works on: it must not be collected before the session is closed. */
  private SharedWeights weights;

  private final List<SessionPort> inputs;
  private final List<SessionPort> outputs;
  private boolean closed;

  private OrtModelSession(String model, OrtSession session, SharedWeights weights)
      throws OrtException {
    this.model = model;
    this.session = session;
    this.weights = weights;
    this.inputs = ports(session.getInputInfo().values());
    this.outputs =
        ports(session.getOutputInfo().values().stream().filter(SessionPort::isTensor).toList());
  }

  /**
   * Takes the session over; it is closed if its inputs are not all tensors. Outputs that are none,
   * such as maps from labels to scores, are left aside, and not computed.
   */
  static OrtModelSession of(String model, OrtSession session, SharedWeights weights)
      throws OrtException {
    try {
      return new OrtModelSession(model, session, weights);
    } catch (Throwable e) {
      session.close();
      throw e;
    }
  }

  private static List<SessionPort> ports(Collection<NodeInfo> infos) {
    return infos.stream().map(SessionPort::of).toList();
  }

  @Override
  public List<TensorSpec> inputs() {
    return inputs.stream().map(SessionPort::spec).toList();
  }

  @Override
  public List<TensorSpec> outputs() {
    return outputs.stream().map(SessionPort::spec).toList();
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> given) {
    check(inputs, given, "input");
    Map<String, Tensor> pinned = new LinkedHashMap<>();
    outputs.stream()
        .filter(SessionPort::isFixed)
        .forEach(port -> pinned.put(port.name(), Tensor.zeros(port.spec().type())));
    Map<String, Tensor> open = execute(given, pinned);
    Map<String, Tensor> results = new LinkedHashMap<>();
    for (SessionPort port : outputs) {
      results.put(port.name(), port.isFixed() ? pinned.get(port.name()) : open.get(port.name()));
    }
    return results;
  }

  @Override
  public void run(Map<String, Tensor> given, Map<String, Tensor> results) {
    checkBoth(given, results);
    execute(given, results);
  }

  @Override
  public BoundRun bind(Map<String, Tensor> given, Map<String, Tensor> results) {
    checkBoth(given, results);
    given.forEach(
        (name, tensor) -> {
          if (!OrtTensors.isUsableInPlace(tensor)) {
            throw new ScissionLiteException(
                "model '%s', input '%s': expected a direct buffer".formatted(model, name));
          }
        });
    try {
      return new OrtBoundRun(this, given, results);
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  private void checkBoth(Map<String, Tensor> given, Map<String, Tensor> results) {
    check(inputs, given, "input");
    check(outputs, results, "output");
    for (Map.Entry<String, Tensor> result : results.entrySet()) {
      if (!OrtTensors.isUsableInPlace(result.getValue()) || result.getValue().data().isReadOnly()) {
        throw new ScissionLiteException(
            "model '%s', output '%s': expected a writable direct buffer"
                .formatted(model, result.getKey()));
      }
    }
  }

  private void check(List<SessionPort> ports, Map<String, Tensor> given, String role) {
    checkOpen();
    for (SessionPort port : ports) {
      Tensor tensor = given.get(port.name());
      if (tensor == null) {
        throw new ScissionLiteException(
            "model '%s': %s %s is missing, got %s"
                .formatted(model, role, port.spec(), given.keySet()));
      }
      if (!port.accepts(tensor.type())) {
        throw new ScissionLiteException(
            "model '%s', %s '%s': expected %s, got %s"
                .formatted(model, role, port.name(), port.expected(), tensor.type()));
      }
    }
    Set<String> names = ports.stream().map(SessionPort::name).collect(Collectors.toSet());
    given.keySet().stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            unknown -> {
              throw new ScissionLiteException(
                  "model '%s' has no %s '%s'; it has %s".formatted(model, role, unknown, names));
            });
  }

  private void checkOpen() {
    if (closed) {
      throw new ScissionLiteException("model '%s': the session is closed".formatted(model));
    }
  }

  OrtEnvironment environment() {
    return environment;
  }

  /** Runs once more from and into the same tensors. */
  void run(OrtTensors given, OrtTensors results) {
    checkOpen();
    try {
      session.run(given.values(), Set.of(), results.values()).close();
    } catch (OrtException e) {
      throw failed(e);
    } finally {
      Reference.reachabilityFence(weights);
    }
  }

  private ScissionLiteException failed(OrtException e) {
    return new ScissionLiteException(
        "ONNX Runtime failed in model '%s': %s".formatted(model, FailureReasons.reason(e)), e);
  }

  /** Runs into the pinned tensors; returns the outputs that are not among them. */
  private Map<String, Tensor> execute(Map<String, Tensor> given, Map<String, Tensor> pinned) {
    Set<String> open =
        outputs.stream()
            .map(SessionPort::name)
            .filter(name -> !pinned.containsKey(name))
            .collect(Collectors.toSet());
    try (OrtTensors in = OrtTensors.of(environment, given);
        OrtTensors out = OrtTensors.of(environment, pinned);
        OrtSession.Result result = session.run(in.values(), open, out.values())) {
      Map<String, Tensor> fresh = new LinkedHashMap<>();
      passThrough(given, pinned);
      for (String name : open) {
        fresh.put(name, OrtTensors.read(name, result.get(name).orElseThrow()));
      }
      return fresh;
    } catch (OrtException e) {
      throw failed(e);
    } finally {
      Reference.reachabilityFence(weights);
    }
  }

  /**
   * ONNX Runtime leaves a given buffer untouched where an output is an input under its own name.
   */
  static void passThrough(Map<String, Tensor> given, Map<String, Tensor> pinned) {
    pinned.forEach(
        (name, output) -> {
          Tensor input = given.get(name);
          if (input != null) {
            output.data().put(input.data());
          }
        });
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      session.close();
      weights = new SharedWeights();
    } catch (OrtException e) {
      throw new ScissionLiteException(
          "cannot close model '%s': %s".formatted(model, FailureReasons.reason(e)), e);
    }
  }
}
