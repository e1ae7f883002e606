package org.scissionlite.offload.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.scissionlite.offload.security.Role;
import org.scissionlite.offload.security.Tokens;

/**
 * Answers only calls whose token has the role for them. Whether the server is alive and ready may
 * be asked by everybody. Browsers, which cannot show a bearer token by themselves, ask for a
 * password: the token is that, with any name.
 */
public final class TokenRoute implements Route {
  private static final String BASIC = "Basic ";

  private final Tokens tokens;
  private final Route routes;

  /** The same routes for those who have a token. */
  public TokenRoute(Tokens tokens, Route routes) {
    this.tokens = tokens;
    this.routes = routes;
  }

  /** Those of whom any may make a call; everybody may where there are none. */
  private static Set<Role> roles(List<String> path) {
    if (path.isEmpty() || !path.get(0).equals("v2")) {
      return EnumSet.of(Role.METRICS);
    }
    if (path.size() == 1) {
      return EnumSet.allOf(Role.class);
    }
    return switch (path.get(1)) {
      case "health" -> EnumSet.noneOf(Role.class);
      case "models" -> EnumSet.of(Role.INFER);
      default -> EnumSet.of(Role.MANAGE);
    };
  }

  @Override
  public Optional<CompletableFuture<HttpAnswer>> answer(HttpCall call) {
    Set<Role> needed = roles(call.path());
    String shown = bearer(call.header("authorization"));
    boolean isKnown = false;
    for (Role role : needed) {
      Tokens.Verdict verdict = tokens.check(shown, role);
      if (verdict == Tokens.Verdict.GRANTED) {
        return routes.answer(call);
      }
      isKnown = isKnown || verdict == Tokens.Verdict.WRONG_ROLE;
    }
    return needed.isEmpty()
        ? routes.answer(call)
        : Optional.of(CompletableFuture.completedFuture(refusal(isKnown, needed)));
  }

  private static HttpAnswer refusal(boolean isKnown, Set<Role> needed) {
    return isKnown
        ? HttpAnswer.error(
            403,
            "the token has not the role for this, which is "
                + String.join(" or ", needed.stream().map(Role::toString).toList()))
        : HttpAnswer.error(401, "this edge asks for a token that it knows")
            .with("www-authenticate", "Basic realm=\"scissionlite\", Bearer");
  }

  private static String bearer(String authorization) {
    if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return authorization;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String words = new String(bytes, StandardCharsets.UTF_8);
      return "Bearer " + words.substring(words.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
