package org.scissionlite.offload.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority and certificates of it, made by openssl in a folder. */
public final class Certificates {
  private final Path folder;
  private final String name;

  /** Makes an authority. */
  public Certificates(Path folder, String name) {
    this.folder = folder;
    this.name = name;
    openssl(
        words(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN="
                    + name)
            .and("-keyout", folder.resolve(name + ".key"))
            .and("-out", authority()));
  }

  /** Key and certificate of one side. */
  public record Pair(Path certificate, Path key) {}

  private record Words(List<String> all) {
    Words and(Object... more) {
      List<String> longer = new ArrayList<>(all);
      for (Object each : more) {
        longer.add(each.toString());
      }
      return new Words(longer);
    }
  }

  private static Words words(String line) {
    return new Words(List.of(line.split(" ")));
  }

  /** The authority's certificate. */
  public Path authority() {
    return folder.resolve(name + ".crt");
  }

  /** A certificate for localhost and 127.0.0.1. */
  public Pair issue(String whose) {
    return issue(whose, "DNS:localhost,IP:127.0.0.1", 30);
  }

  /**
   * A certificate.
   *
   * @param hosts its subjectAltName
   * @param days that it is valid from now on; below 0 it has expired
   */
  public Pair issue(String whose, String hosts, int days) {
    Path key = folder.resolve(whose + ".key");
    Path request = folder.resolve(whose + ".csr");
    Path certificate = folder.resolve(whose + ".crt");
    openssl(
        words("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=" + whose)
            .and("-addext", "subjectAltName=" + hosts)
            .and("-keyout", key, "-out", request));
    openssl(
        words("x509 -req -copy_extensions copy -CAcreateserial -days " + days)
            .and("-in", request, "-out", certificate)
            .and("-CA", authority(), "-CAkey", folder.resolve(name + ".key")));
    return new Pair(certificate, key);
  }

  /** The authority's file with a list of revoked certificates behind it. */
  public Path revoking(Pair pair) {
    try {
      Path config = folder.resolve("ca.cnf");
      Files.writeString(
          config,
          "[ca]\ndefault_ca=x\n[x]\ndatabase=%s\ndefault_md=sha256\ndefault_crl_days=30\n"
              .formatted(Files.createFile(folder.resolve("index.txt"))));
      Words ca =
          words("ca -config " + config)
              .and("-cert", authority(), "-keyfile", folder.resolve(name + ".key"));
      openssl(ca.and("-revoke", pair.certificate()));
      Path list = folder.resolve("revoked.pem");
      openssl(ca.and("-gencrl", "-out", list));
      return Files.writeString(
          folder.resolve("ca-and-revoked.pem"),
          Files.readString(authority()) + Files.readString(list));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void openssl(Words words) {
    try {
      List<String> command = new ArrayList<>(List.of("openssl"));
      command.addAll(words.all());
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError(command + ": " + said);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
