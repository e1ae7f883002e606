package org.scissionlite.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.scissionlite.file.Json;

/**
 * Puts a page together: template, style, scripts and data, in one file that needs nothing from
 * outside.
 *
 * <p>No text of a user becomes HTML: it stands in JSON in which {@code <} is written as an escape,
 * and the scripts put it into the page as text. A policy in the page allows the style and the
 * script with these very hashes, and nothing else.
 */
final class HtmlPage {
  /** In the order in which they use each other. */
  private static final List<String> PLANNING =
      List.of(
          "link.js",
          "plan.js",
          "dom.js",
          "sliders.js",
          "answer.js",
          "cuts.js",
          "map.js",
          "evidence.js",
          "source.js",
          "provenance.js",
          "page.js");

  private static final List<String> RESULTS =
      List.of("dom.js", "provenance.js", "choice.js", "curves.js", "results.js");

  private HtmlPage() {}

  /** The page of a plan or a bundle as text. */
  static String of(PageData data) {
    return of("report.html", PLANNING, data);
  }

  /** The page of an experiment as text. */
  static String of(ResultsData data) {
    return of("results.html", RESULTS, data);
  }

  private static String of(String template, List<String> scripts, Object data) {
    String style = resource("report.css");
    String script =
        "\"use strict\";\n"
            + scripts.stream().map(HtmlPage::resource).collect(Collectors.joining("\n"));
    return resource(template)
        .replace("{{policy}}", policy(style, script))
        .replace("{{style}}", style)
        .replace("{{script}}", script)
        .replace("{{data}}", Json.line(data).replace("<", "\\u003c"));
  }

  private static String policy(String style, String script) {
    return "default-src 'none'; img-src data:; style-src %s; script-src %s; base-uri 'none'; form-action 'none'"
        .formatted(hash(style), hash(script));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own file '%s' is broken".formatted(name), e);
    }
  }
}
