package org.scissionlite.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.cli.CommandRun;

class RehearseCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"both", "device"})
  void onePicture_goesAllTheWay(String part) {
    CommandRun run = CommandRun.of("rehearse", "--part", part);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("one picture was answered");
  }
}
