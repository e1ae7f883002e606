package org.scissionlite.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.scissionlite.cli.CommandRun;

class RehearseCommandTest {
  @Test
  void onePicture_goesAllTheWay() {
    CommandRun run = CommandRun.of("rehearse");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("one picture was answered");
  }
}
