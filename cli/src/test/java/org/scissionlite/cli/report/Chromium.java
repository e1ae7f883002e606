package org.scissionlite.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser without a window, driven over its DevTools protocol. */
final class Chromium implements AutoCloseable {
  static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private String session = "";
  private int calls;

  private Chromium(Process process, URI address) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new Answers())
            .orTimeout(SECONDS, TimeUnit.SECONDS)
            .join();
  }

  /** Starts it with an empty page. */
  static Chromium start(Path folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      List<String> place = place(folder.resolve("DevToolsActivePort"), process);
      URI address = URI.create("ws://127.0.0.1:%s%s".formatted(place.get(0), place.get(1)));
      Chromium chromium = new Chromium(process, address);
      chromium.attach();
      return chromium;
    } catch (IOException | RuntimeException e) {
      end(process);
      throw e;
    }
  }

  /** Its port and path, once it has written them down. */
  private static List<String> place(Path file, Process process)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(file) && Files.readAllLines(file).size() == 2) {
        return Files.readAllLines(file);
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new IOException("Chromium did not start");
  }

  private void attach() {
    JsonNode targets = call("Target.getTargets", Map.of()).path("targetInfos");
    String page = "";
    for (JsonNode target : targets) {
      page = target.path("type").asText().equals("page") ? target.path("targetId").asText() : page;
    }
    session =
        call("Target.attachToTarget", Map.of("targetId", page, "flatten", true))
            .path("sessionId")
            .asText();
  }

  /** Calls the protocol. */
  JsonNode call(String method, Map<String, ?> parameters) {
    ObjectNode message = JSON.createObjectNode().put("id", ++calls).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(calls, answer);
    socket.sendText(message.toString(), true).join();
    JsonNode found = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    if (found.has("error")) {
      throw new IllegalStateException(method + ": " + found.get("error"));
    }
    return found.path("result");
  }

  /** Opens a file, and waits until its scripts have run. */
  void open(Path page) {
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    evaluate(
        "new Promise(done => document.readyState === 'complete' ? done()"
            + " : addEventListener('load', () => done()))");
  }

  /** The value of an expression in the page; of a promise, what it brings. */
  JsonNode evaluate(String expression) {
    JsonNode found =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (found.has("exceptionDetails")) {
      throw new IllegalStateException(found.get("exceptionDetails").toString());
    }
    return found.path("result").path("value");
  }

  /** Makes the window so wide. */
  void resize(int width) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  /** "light" or "dark", on "screen" or in "print". */
  void show(String scheme, String media) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            media,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** A key of the keyboard. */
  enum Key {
    TAB("Tab", 9, ""),
    ENTER("Enter", 13, "\r"),
    END("End", 35, ""),
    ARROW_LEFT("ArrowLeft", 37, "");

    private final String name;
    private final int code;
    private final String text;

    Key(String name, int code, String text) {
      this.name = name;
      this.code = code;
      this.text = text;
    }
  }

  void press(Key key) {
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key.name,
              "code",
              key.name,
              "windowsVirtualKeyCode",
              key.code,
              "text",
              type.equals("keyDown") ? key.text : ""));
    }
  }

  /** The page as a PDF file. */
  byte[] print() {
    String data = call("Page.printToPDF", Map.of("printBackground", true)).path("data").asText();
    return Base64.getDecoder().decode(data);
  }

  @Override
  public void close() {
    socket.abort();
    end(process);
  }

  private static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  /** Puts the parts of a message together and hands it to who waits for it. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        hand(parts.toString());
        parts.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void hand(String text) {
      try {
        JsonNode message = JSON.readTree(text);
        CompletableFuture<JsonNode> waiting = answers.remove(message.path("id").asInt());
        if (waiting != null) {
          waiting.complete(message);
        }
      } catch (IOException e) {
        answers.values().forEach(waiting -> waiting.completeExceptionally(e));
      }
    }
  }
}
