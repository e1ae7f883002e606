package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The help of every command, as somebody reads it who sees the program for the first time. */
class HelpTest {
  private static final int WIDTH = 100;
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  static Stream<String> commands() {
    return all(Main.commandLine()).map(command -> command.getCommandSpec().qualifiedName());
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return command.getSubcommands().values().stream()
        .filter(each -> !each.getCommandName().equals("help"))
        .flatMap(each -> Stream.concat(Stream.of(each), all(each)));
  }

  private static CommandLine command(String qualifiedName) {
    return all(Main.commandLine())
        .filter(each -> each.getCommandSpec().qualifiedName().equals(qualifiedName))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommand_hasAnExampleThatCanBeTyped(String name) {
    List<String> examples = examples(command(name));
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      String[] words = words(example).skip(1).toArray(String[]::new);
      assertThat(Main.commandLine().parseArgs(words).errors()).as(example).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOption_isASentenceThatSaysItsDefault(String name) {
    for (OptionSpec option : command(name).getCommandSpec().options()) {
      String text = String.join(" ", option.description());
      assertThat(text).as(option.longestName()).matches("(?s)['A-Z].*[.}]");
      if (option.defaultValue() != null && !option.defaultValue().isBlank()) {
        assertThat(text).as(option.longestName()).containsAnyOf("Default: ", "such as");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void lines_areWrappedOnce(String name) {
    List<String> lines = command(name).getUsageMessage().lines().toList();
    assertThat(lines).allMatch(line -> line.length() <= WIDTH);
    for (OptionSpec option : command(name).getCommandSpec().options()) {
      assertThat(option.description()).as(option.longestName()).hasSize(1);
    }
  }

  @Test
  void memoryOfATraining_isSaid() {
    for (String name : new String[] {"scissionlite train", "scissionlite prepare"}) {
      assertThat(command(name).getUsageMessage()).contains("2 to 4 GB of memory");
    }
  }

  @Test
  void mistypedOption_isALineThatNamesTheNearest() {
    CommandRun run = CommandRun.of("device", "bundle", "--egde", "192.0.2.7:8001");
    assertThat(run.exitCode()).isEqualTo(Program.USAGE);
    assertThat(run.err())
        .startsWith("error: unknown option '--egde'; valid, nearest first: --edge")
        .contains("'scissionlite device --help'")
        .hasLineCount(1);
  }

  @Test
  void mistypedCommand_isALineThatNamesTheNearest() {
    CommandRun run = CommandRun.of("benchmrk", "model.onnx");
    assertThat(run.exitCode()).isEqualTo(Program.USAGE);
    assertThat(run.err())
        .startsWith("error: unknown command 'benchmrk'; valid, nearest first: benchmark")
        .hasLineCount(1);
  }

  @Test
  void missingCommand_isAnsweredWithAllOfThem() {
    CommandRun run = CommandRun.of();
    assertThat(run.exitCode()).isEqualTo(Program.USAGE);
    assertThat(run.err()).startsWith("error: a command is missing").contains("benchmark");
  }

  private static List<String> examples(CommandLine command) {
    String footer =
        String.join("\n", command.getCommandSpec().usageMessage().footer())
            .replaceAll("\\\\\\n\\s*", " ");
    List<String> examples = new ArrayList<>();
    footer
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("scissionlite "))
        .forEach(examples::add);
    return examples;
  }

  private static Stream<String> words(String line) {
    Matcher matcher = WORD.matcher(line);
    return matcher.results().map(found -> found.group(1) == null ? found.group(2) : found.group(1));
  }
}
