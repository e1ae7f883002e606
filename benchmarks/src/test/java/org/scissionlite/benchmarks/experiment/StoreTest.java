package org.scissionlite.benchmarks.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.UsageException;

class StoreTest {
  @TempDir private Path folder;

  @Test
  void aMeasuredPlace_isFoundByTheNextRun() {
    new Store(folder).add(MadeUp.headline());
    assertThat(new Store(folder).cell(MadeUp.HEADLINE)).contains(MadeUp.headline());
    assertThat(new Store(folder).cells()).containsExactly(MadeUp.headline());
  }

  @Test
  void otherPlaces_areStillToBeMeasured() {
    Store store = new Store(folder);
    store.add(MadeUp.headline());
    Place steady = new Place("densenet169-steel", DeviceClass.TX2, LinkSetting.HEADLINE, 0);
    Place slow = new Place("densenet169-steel", DeviceClass.RPI4, LinkSetting.HEADLINE, 1_000);
    Place other = new Place("steel", DeviceClass.TX2, LinkSetting.HEADLINE, 1_000);
    assertThat(Stream.of(steady, slow, other).map(store::cell)).allMatch(cell -> cell.isEmpty());
  }

  @Test
  void models_machineAndAccuracy_areKept() {
    Store store = new Store(folder);
    Subject subject = new Subject("a/steel.onnx", "tf", folder, folder.resolve("test"));
    MachineFacts machine = new MachineFacts("a processor", 2, "an OS", "17", 55.5, 1.2);
    store.add(subject);
    store.put(machine);
    store.add(MadeUp.accuracy());
    assertThat(store.subjects()).containsExactly(subject);
    assertThat(store.machine()).contains(machine);
    assertThat(store.accuracies()).containsExactly(MadeUp.accuracy());
    assertThat(store.accuracy("densenet169-steel", "input", "transform:step=1.0", false))
        .contains(MadeUp.accuracy());
    assertThat(store.accuracy("densenet169-steel", "input", "transform:step=2.0", false)).isEmpty();
    assertThat(store.accuracy("densenet169-steel", "input", "transform:step=1.0", true)).isEmpty();
  }

  @Test
  void anEmptyFolder_holdsNothing() {
    Store store = new Store(folder.resolve("none"));
    assertThat(store.cells()).isEmpty();
    assertThat(store.subjects()).isEmpty();
    assertThat(store.commands()).isEmpty();
  }

  @Test
  void aDamagedCell_isNamed() throws Exception {
    Store store = new Store(folder);
    store.add(MadeUp.headline());
    Path file = store.place(MadeUp.HEADLINE).resolve("cell.json");
    Files.writeString(file, "{");
    assertThatThrownBy(store::cells)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void placesOfALink_lieInFoldersOfTheirOwn() {
    Store store = new Store(folder);
    List<Path> folders =
        LinkSetting.grid().stream()
            .map(link -> store.place(new Place("m", DeviceClass.TX2, link, 0)))
            .distinct()
            .toList();
    assertThat(folders).hasSize(LinkSetting.grid().size());
  }
}
