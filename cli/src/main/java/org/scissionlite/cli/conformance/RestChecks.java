package org.scissionlite.cli.conformance;

import static org.scissionlite.cli.conformance.Checks.holds;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.scissionlite.cli.conformance.RestClient.Reply;
import org.scissionlite.protocol.ModelMetadataResponse;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;

/** The protocol over HTTP, with what is right and what must be refused. */
final class RestChecks {
  private static final String FACE = "REST";
  private static final String NOBODY = "no-such-thing";

  private final Checks checks;
  private final RestClient client;

  RestChecks(Checks checks, RestClient client) {
    this.checks = checks;
    this.client = client;
  }

  private static String path(String model) {
    return "/v2/models/" + RestClient.path(model);
  }

  /** A model as the server describes it. */
  ModelMetadataResponse describe(String model) throws IOException, InterruptedException {
    JsonNode found = client.get(path(model)).json();
    ModelMetadataResponse.Builder metadata =
        ModelMetadataResponse.newBuilder()
            .setName(found.path("name").asText())
            .setPlatform(found.path("platform").asText());
    found.path("versions").forEach(each -> metadata.addVersions(each.asText()));
    found.path("inputs").forEach(each -> metadata.addInputs(tensor(each)));
    found.path("outputs").forEach(each -> metadata.addOutputs(tensor(each)));
    return metadata.build();
  }

  private static TensorMetadata tensor(JsonNode found) {
    TensorMetadata.Builder tensor =
        TensorMetadata.newBuilder()
            .setName(found.path("name").asText())
            .setDatatype(found.path("datatype").asText());
    found.path("shape").forEach(dim -> tensor.addShape(dim.asLong()));
    return tensor.build();
  }

  private void check(String what, Callable<String> trial) {
    checks.check(FACE, what, trial);
  }

  private void ok(String what, Callable<Reply> trial) {
    check(
        what,
        () -> {
          Reply reply = trial.call();
          return holds(reply.isOk(), "status " + reply.status());
        });
  }

  /** The standard's form of an error: a status of the caller's mistakes, and {"error": "..."}. */
  private void refused(String what, Callable<Reply> trial) {
    check(
        what,
        () -> {
          Reply reply = trial.call();
          boolean theirs = reply.status() >= 400 && reply.status() < 500;
          String error = theirs ? reply.json().path("error").asText() : "";
          return holds(!error.isBlank(), "status %d, no error".formatted(reply.status()));
        });
  }

  void server() {
    ok("GET v2/health/live", () -> client.get("/v2/health/live"));
    ok("GET v2/health/ready", () -> client.get("/v2/health/ready"));
    check(
        "GET v2",
        () -> {
          JsonNode server = client.get("/v2").json();
          boolean complete =
              server.path("name").isTextual()
                  && server.path("version").isTextual()
                  && server.path("extensions").isArray();
          return holds(complete, "no name, version or extensions");
        });
    refused("GET an unknown model", () -> client.get(path(NOBODY)));
    check(
        "GET ready of an unknown model",
        () -> holds(!client.get(path(NOBODY) + "/ready").isOk(), "ready"));
    refused(
        "POST infer of an unknown model",
        () -> client.post(path(NOBODY) + "/infer", "{\"inputs\":[]}"));
  }

  void model(Sample sample) {
    String path = path(sample.model().getName());
    check("GET a model", () -> holds(sameAs(sample), "not as over gRPC"));
    ok("GET ready", () -> client.get(path + "/ready"));
    for (String version : sample.model().getVersionsList()) {
      String one = path + "/versions/" + RestClient.path(version);
      ok("GET a version", () -> client.get(one));
      ok("GET ready of a version", () -> client.get(one + "/ready"));
      if (sample.hasElements()) {
        check(
            "POST infer of a version",
            () -> answered(client.post(one + "/infer", body(sample)), sample));
      }
    }
    refused("GET an unknown version", () -> client.get(path + "/versions/987654"));
    String infer = path + "/infer";
    if (sample.hasElements()) {
      check("POST infer, JSON", () -> answered(client.post(infer, body(sample)), sample));
      check("POST infer, nested JSON", () -> answered(client.post(infer, nested(sample)), sample));
      check("POST infer, one output asked for", () -> oneOutput(infer, sample));
      mistakes(infer, sample);
    }
    if (sample.hasTexts()) {
      Sample texts = sample.withTexts();
      check("POST infer, texts", () -> answered(client.post(infer, body(texts)), texts));
    }
    binary(infer, sample);
  }

  private boolean sameAs(Sample sample) throws IOException, InterruptedException {
    ModelMetadataResponse found = describe(sample.model().getName());
    return found.getInputsList().equals(sample.model().getInputsList())
        && found.getOutputsList().equals(sample.model().getOutputsList());
  }

  private static String body(Sample sample) {
    return "{\"id\":\"conformance-1\",\"inputs\":" + sample.json() + "}";
  }

  /** The same with one more pair of brackets around the elements of each input. */
  private static String nested(Sample sample) {
    return body(sample)
        .replace("\"data\":[", "\"data\":[[")
        .replace("]}", "]]}")
        .strip()
        .replaceFirst("]]}$", "]}");
  }

  private static String answered(Reply reply, Sample sample) throws IOException {
    if (!reply.isOk()) {
      return "status " + reply.status() + ": " + reply.json().path("error").asText();
    }
    JsonNode answer = reply.json();
    boolean same =
        answer.path("id").asText().equals("conformance-1")
            && answer.path("model_name").asText().equals(sample.model().getName())
            && answer.path("outputs").size() == sample.model().getOutputsCount();
    return holds(same && isComplete(answer), "id, name, outputs or data are missing");
  }

  private static boolean isComplete(JsonNode answer) {
    for (JsonNode output : answer.path("outputs")) {
      long elements = 1;
      for (JsonNode dim : output.path("shape")) {
        elements *= dim.asLong();
      }
      boolean whole =
          output.has("data")
              ? output.get("data").isArray() && output.get("data").size() <= elements
              : output.path("parameters").path("binary_data_size").isIntegralNumber();
      if (!whole || !TextOutputs.areTexts(output)) {
        return false;
      }
    }
    return true;
  }

  private String oneOutput(String infer, Sample sample) throws Exception {
    String name = sample.model().getOutputs(0).getName();
    String body = "{\"inputs\":%s,\"outputs\":[{\"name\":\"%s\"}]}".formatted(sample.json(), name);
    JsonNode answer = client.post(infer, body).json();
    boolean one =
        answer.path("outputs").size() == 1
            && answer.path("outputs").get(0).path("name").asText().equals(name);
    return holds(one, "expected " + name + " alone");
  }

  private void mistakes(String infer, Sample sample) {
    TensorMetadata first = sample.first();
    String body = body(sample);
    refused("POST infer, no JSON", () -> client.post(infer, "{\"inputs\":["));
    refused("POST infer, no body", () -> client.post(infer, ""));
    refused("POST infer, no inputs", () -> client.post(infer, "{}"));
    refused("POST infer, an array", () -> client.post(infer, "[]"));
    refused(
        "POST infer, nested a hundred thousand deep",
        () -> client.post(infer, "[".repeat(100_000)));
    refused(
        "POST infer, an unknown input",
        () -> client.post(infer, body.replace("\"" + first.getName() + "\"", "\"nobody\"")));
    refused(
        "POST infer, an unknown output",
        () ->
            client.post(
                infer,
                "{\"inputs\":%s,\"outputs\":[{\"name\":\"nobody\"}]}".formatted(sample.json())));
    refused(
        "POST infer, too many elements",
        () -> client.post(infer, body.replaceFirst("\"data\":\\[", "\"data\":[0,")));
    boolean texts = Sample.isOfTexts(first);
    String wrong = "\"data\":[" + (texts ? "7" : "\"x\"");
    refused(
        texts ? "POST infer, numbers as texts" : "POST infer, texts as numbers",
        () -> client.post(infer, body.replaceFirst("\"data\":\\[[^,\\]]*", wrong)));
    String shape = "\"shape\":" + Sample.shape(first);
    refused(
        "POST infer, a shape with a negative size",
        () -> client.post(infer, body.replace(shape, "\"shape\":[-1]")));
    refused(
        "POST infer, a shape that overflows",
        () ->
            client.post(
                infer,
                body.replace(shape, "\"shape\":[99999999999999999999,9223372036854775807]")));
    refused(
        "POST infer, a shape of texts",
        () -> client.post(infer, body.replace(shape, "\"shape\":[\"1\"]")));
    for (String type : Sample.TYPES.keySet()) {
      if (!type.equals(first.getDatatype())) {
        String other = body.replace("\"" + first.getDatatype() + "\"", "\"" + type + "\"");
        refused(
            "POST infer, %s in place of %s".formatted(type, first.getDatatype()),
            () -> client.post(infer, other));
      }
    }
    refused("DELETE a model", () -> client.method("DELETE", infer.replace("/infer", "")));
    refused("GET infer", () -> client.get(infer));
  }

  private void binary(String infer, Sample sample) {
    String in = "{\"id\":\"conformance-1\",\"inputs\":" + sample.binary() + "}";
    String both = in.replaceFirst("}$", ",\"parameters\":{\"binary_data_output\":true}}");
    int bytes = sample.allBytes();
    check(
        "POST infer, bytes in, bytes out",
        () -> {
          Reply reply = client.post(infer, both, both.length(), bytes);
          String problem = answered(reply, sample);
          boolean behind = !reply.jsonLength().isEmpty();
          return problem.isEmpty() ? holds(behind, "the outputs are no bytes") : problem;
        });
    check(
        "POST infer, bytes in",
        () -> {
          Reply reply =
              client.post(infer, both.replace(":true", ":false"), both.length() + 1, bytes);
          return answered(reply, sample);
        });
    refused("POST infer, bytes too few", () -> client.post(infer, in, in.length(), bytes - 1));
    refused("POST infer, bytes too many", () -> client.post(infer, in, in.length(), bytes + 1));
    refused(
        "POST infer, JSON longer than the body",
        () -> client.post(infer, in, in.length() + bytes + 1, bytes));
    refused("POST infer, a length that is none", () -> client.post(infer, in, -1, bytes));
  }
}
