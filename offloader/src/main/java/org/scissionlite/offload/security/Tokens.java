package org.scissionlite.offload.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The bearer tokens (RFC 6750) that an edge accepts, and what each of them is good for.
 * Thread-safe.
 */
public final class Tokens {
  private static final String SCHEME = "Bearer ";

  private final Supplier<List<KnownToken>> known;

  private Tokens(Supplier<List<KnownToken>> known) {
    this.known = known;
  }

  /** What is to be answered. */
  public enum Verdict {
    /** The token has the role. */
    GRANTED,
    /** There is no token, or nobody knows it: UNAUTHENTICATED, 401. */
    UNKNOWN,
    /** The token has other roles: PERMISSION_DENIED, 403. */
    WRONG_ROLE
  }

  /**
   * Those of a file, which is read again when it changes. Each line holds the roles, with commas
   * between them, and the token or "sha256:" and its hash in hexadecimal digits; lines that begin
   * with "#" are comments.
   *
   * @param tell takes a line when the file has changed and cannot be read
   * @throws org.scissionlite.error.UsageException if it cannot be read; names file and line, and
   *     never a token
   */
  public static Tokens of(Path file, Consumer<String> tell) {
    return new Tokens(new FollowedFiles<>(List.of(file), () -> TokenFile.read(file), tell));
  }

  /**
   * Whether a caller may do something.
   *
   * @param authorization the header of that name; null where there is none
   */
  public Verdict check(String authorization, Role needed) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Verdict.UNKNOWN;
    }
    byte[] hash =
        KnownToken.hash(
            authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    boolean isKnown = false;
    boolean isGranted = false;
    for (KnownToken each : known.get()) {
      if (each.isOf(hash)) {
        isKnown = true;
        isGranted = isGranted || each.roles().contains(needed);
      }
    }
    return isGranted ? Verdict.GRANTED : isKnown ? Verdict.WRONG_ROLE : Verdict.UNKNOWN;
  }
}
