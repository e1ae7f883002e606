package org.scissionlite.offload.edge.registry;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.scissionlite.engine.BoundRun;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.onnx.batch.Rows;

/**
 * A session with direct buffers for a batch of inputs and outputs that every run uses again. Where
 * there are texts, whose sizes are known of each request alone, a run answers one request with
 * fresh tensors. Used by one thread at a time.
 */
final class BatchSession implements AutoCloseable {
  private final Session session;
  private final int most;
  private final boolean hasTexts;
  private final Map<String, ByteBuffer> inputs;
  private final Map<String, ByteBuffer> outputs;
  private final List<Map<String, Tensor>> answers = new ArrayList<>();

  /** By the requests of a run. */
  private final Map<Integer, BoundRun> bound = new HashMap<>();

  /**
   * Takes the session over; it is closed if there is no memory for its buffers.
   *
   * @param most the largest batch; above 1 the session takes any number of inputs
   */
  BatchSession(Session session, int most) {
    this.session = session;
    this.most = most;
    this.hasTexts =
        Stream.concat(session.inputs().stream(), session.outputs().stream())
            .anyMatch(spec -> spec.type().isText());
    List<Map<String, ByteBuffer>> buffers =
        Closer.build(
            closer -> {
              closer.own(session);
              return List.of(buffers(session.inputs()), buffers(session.outputs()));
            });
    this.inputs = buffers.get(0);
    this.outputs = buffers.get(1);
    for (int row = 0; row < most; row++) {
      answers.add(answer(row));
    }
  }

  private Map<String, ByteBuffer> buffers(List<TensorSpec> specs) {
    Map<String, ByteBuffer> buffers = new LinkedHashMap<>();
    specs.forEach(spec -> buffers.put(spec.name(), Tensor.allocate(spec.bytes() * most)));
    return buffers;
  }

  private Map<String, Tensor> answer(int row) {
    Map<String, Tensor> answer = new LinkedHashMap<>();
    for (TensorSpec spec : session.outputs()) {
      int bytes = Math.toIntExact(spec.bytes());
      ByteBuffer data = outputs.get(spec.name()).slice(row * bytes, bytes);
      answer.put(spec.name(), new Tensor(spec.type(), data));
    }
    return answer;
  }

  /** The inputs of one request. */
  List<TensorSpec> inputs() {
    return session.inputs();
  }

  /** The outputs of one request. */
  List<TensorSpec> outputs() {
    return session.outputs();
  }

  /**
   * Runs the model once for several requests.
   *
   * @param batch the inputs of each, by name
   * @return the outputs of each, in the session's own buffers: valid until the next run
   */
  List<Map<String, Tensor>> run(List<Map<String, Tensor>> batch) {
    if (hasTexts) {
      return batch.stream().map(session::run).toList();
    }
    int rows = batch.size();
    inputs.forEach(
        (name, buffer) -> {
          ByteBuffer data = buffer.duplicate();
          batch.forEach(request -> data.put(request.get(name).data()));
        });
    bound.computeIfAbsent(rows, this::bind).run();
    return rows == answers.size() ? answers : answers.subList(0, rows);
  }

  private BoundRun bind(int rows) {
    return session.bind(all(session.inputs(), inputs, rows), all(session.outputs(), outputs, rows));
  }

  private static Map<String, Tensor> all(
      List<TensorSpec> specs, Map<String, ByteBuffer> buffers, int rows) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (TensorSpec spec : specs) {
      TensorType type = rows == 1 ? spec.type() : Rows.type(spec, rows);
      ByteBuffer data = buffers.get(spec.name()).slice(0, Math.toIntExact(type.bytes()));
      tensors.put(spec.name(), new Tensor(type, data));
    }
    return tensors;
  }

  @Override
  public void close() {
    bound.values().forEach(BoundRun::close);
    bound.clear();
    session.close();
  }
}
