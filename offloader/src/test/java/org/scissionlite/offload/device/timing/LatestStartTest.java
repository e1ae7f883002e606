package org.scissionlite.offload.device.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.offload.device.timing.LatestStart.Task;

class LatestStartTest {
  private static long first(List<Task> tasks) {
    return LatestStart.ofFirst(tasks, 5);
  }

  @Test
  void oneTask_beginsWhenItCanJustEndInTime() {
    assertThat(first(List.of(new Task(100, 30)))).isEqualTo(70);
  }

  @Test
  void tasksThatAreDueTogether_makeTheFirstBeginEarlier() {
    List<Task> tasks = List.of(new Task(100, 30), new Task(110, 30), new Task(120, 30));
    assertThat(first(tasks)).isEqualTo(30);
  }

  @Test
  void tasksThatAreFarApart_leaveEachOtherAlone() {
    assertThat(first(List.of(new Task(100, 30), new Task(900, 30)))).isEqualTo(70);
  }

  @Test
  void tasksThatCannotBeSaved_doNotMakeTheFirstBeginBeforeThereIsANeed() {
    List<Task> tasks = List.of(new Task(100, 60), new Task(130, 60), new Task(131, 60));
    assertThat(first(tasks)).isEqualTo(10);
  }

  @Test
  void tasksThatShouldJustHaveBegun_beginNow() {
    List<Task> tasks = List.of(new Task(100, 30), new Task(87, 30), new Task(88, 30));
    assertThat(first(tasks)).isEqualTo(-2);
  }

  @Test
  void taskThatIsTooLate_beginsNow() {
    assertThat(first(List.of(new Task(20, 30), new Task(25, 30)))).isNegative();
  }
}
