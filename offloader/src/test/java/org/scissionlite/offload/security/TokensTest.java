package org.scissionlite.offload.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.security.Tokens.Verdict;

class TokensTest {
  private static final String CAMERA = "camera-0123456789abcdef";
  private static final String KEEPER = "keeper-0123456789abcdef";

  @TempDir Path folder;

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("tokens"), List.of(lines));
  }

  private static String hash(String token) {
    return "sha256:"
        + HexFormat.of().formatHex(KnownToken.hash(token.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void token_isGoodForItsRolesAlone() throws IOException {
    Tokens tokens =
        Tokens.of(
            file("# cameras", "infer " + CAMERA, "", "manage,metrics " + hash(KEEPER)), line -> {});
    assertThat(tokens.check("Bearer " + CAMERA, Role.INFER)).isEqualTo(Verdict.GRANTED);
    assertThat(tokens.check("bearer " + CAMERA, Role.MANAGE)).isEqualTo(Verdict.WRONG_ROLE);
    assertThat(tokens.check("Bearer " + KEEPER, Role.METRICS)).isEqualTo(Verdict.GRANTED);
    assertThat(tokens.check("Bearer " + KEEPER, Role.INFER)).isEqualTo(Verdict.WRONG_ROLE);
    for (String wrong :
        new String[] {"Bearer " + CAMERA + "0", "Bearer ", "Basic " + CAMERA, CAMERA, null}) {
      assertThat(tokens.check(wrong, Role.INFER)).as(wrong).isEqualTo(Verdict.UNKNOWN);
    }
    assertThat(tokens.check("Bearer " + hash(KEEPER), Role.METRICS)).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void lineThatIsWrong_isNamedWithoutItsToken() throws IOException {
    assertRefused(
        "line 1: expected ROLES TOKEN, such as 'infer,metrics 0f3a...', got 1 words", CAMERA);
    assertRefused(
        "line 2: unknown role 'infr'; valid, nearest first: infer", "# one", "infr " + CAMERA);
    assertRefused("line 1: expected a token of 16 to 1024 letters", "infer secret-word");
    assertRefused(
        "line 1: expected 64 hexadecimal digits after 'sha256:'", "infer sha256:" + CAMERA);
    assertRefused("there is no token in it", "# nothing");
  }

  private void assertRefused(String why, String... lines) throws IOException {
    Path file = file(lines);
    assertThatThrownBy(() -> Tokens.of(file, line -> {}))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(why)
        .hasMessageNotContainingAny(CAMERA, "secret-word");
  }

  @Test
  void changedFile_isReadAgainAndABrokenOneIsToldOnce() throws IOException {
    AtomicLong clock = new AtomicLong();
    List<String> told = new ArrayList<>();
    Path file = file(CAMERA);
    FollowedFiles<String> token =
        new FollowedFiles<>(List.of(file), () -> TokenFile.readOwn(file), told::add, clock::get);
    Files.writeString(file, KEEPER + "-next\n");
    assertThat(token.get()).isEqualTo(CAMERA);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(token.get()).isEqualTo(KEEPER + "-next");

    Files.delete(file);
    for (int i = 0; i < 3; i++) {
      clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
      assertThat(token.get()).isEqualTo(KEEPER + "-next");
    }
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).endsWith("; what was read before stays in use");
    Files.writeString(file, CAMERA);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(token.get()).isEqualTo(CAMERA);
  }
}
