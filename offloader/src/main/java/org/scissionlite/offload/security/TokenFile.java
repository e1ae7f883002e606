package org.scissionlite.offload.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;

/** Files of tokens; no message tells what stands in one. */
final class TokenFile {
  private static final long LARGEST_FILE = 1 << 20;
  private static final String HASH = "sha256:";
  private static final Pattern HASH_DIGITS = Pattern.compile("[0-9a-f]{64}");

  /** What RFC 6750 allows, so long that nobody guesses it. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{16,1024}=*");

  private TokenFile() {}

  /** The tokens that an edge accepts. */
  static List<KnownToken> read(Path file) {
    List<KnownToken> tokens = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        tokens.add(token(line.split("\\s+", -1), file + ", line " + (i + 1)));
      }
    }
    if (tokens.isEmpty()) {
      throw new UsageException(file + ": there is no token in it; nobody could enter");
    }
    return tokens;
  }

  private static KnownToken token(String[] words, String place) {
    if (words.length != 2) {
      throw new UsageException(
          "%s: expected ROLES TOKEN, such as 'infer,metrics 0f3a...', got %d words"
              .formatted(place, words.length));
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String role : words[0].split(",", -1)) {
      roles.add(role(role, place));
    }
    if (words[1].startsWith(HASH)) {
      String digits = words[1].substring(HASH.length()).toLowerCase(Locale.ROOT);
      if (!HASH_DIGITS.matcher(digits).matches()) {
        throw new UsageException(
            "%s: expected 64 hexadecimal digits after 'sha256:'".formatted(place));
      }
      return new KnownToken(roles, digits);
    }
    return KnownToken.of(roles, checked(words[1], place).getBytes(StandardCharsets.UTF_8));
  }

  private static Role role(String name, String place) {
    try {
      return Role.of(name);
    } catch (UsageException e) {
      throw new UsageException("%s: %s".formatted(place, e.getMessage()), e);
    }
  }

  private static String checked(String token, String place) {
    if (!TOKEN.matcher(token).matches()) {
      throw new UsageException(
          "%s: expected a token of 16 to 1024 letters, digits and -._~+/ (as 'openssl rand -hex 32' makes one), got %d characters"
              .formatted(place, token.length()));
    }
    return token;
  }

  /** The one token that a device shows. */
  static String readOwn(Path file) {
    List<String> lines = lines(file).stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (lines.size() != 1) {
      throw new UsageException(
          "%s: expected one line with a token, got %d lines".formatted(file, lines.size()));
    }
    return checked(lines.get(0), file.toString());
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new UsageException("%s: too large for a file of tokens".formatted(file));
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UsageException("cannot read %s: %s".formatted(file, AtomicWrite.reason(e)), e);
    }
  }
}
