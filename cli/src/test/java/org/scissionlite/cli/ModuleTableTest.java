package org.scissionlite.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table "who may use whom" of docs/architecture.md. */
class ModuleTableTest {
  private static final String ROOT = "org.scissionlite.";
  private static final List<String> SHARED = List.of("error", "file");
  private static final List<String> CORE =
      List.of(
          "model",
          "engine",
          "block",
          "link",
          "input",
          "profile",
          "plan",
          "transfer",
          "training",
          "bundle",
          "evaluation",
          "optimise",
          "evidence",
          "statistics",
          "task");

  private static final Set<String> CORE_AND_CLI =
      Stream.of(CORE.stream(), SHARED.stream(), Stream.of("statistics", "cli"))
          .flatMap(names -> names)
          .collect(Collectors.toSet());
  private static final int MOST_FILES = 20;

  private static final Map<String, List<String>> MAY_USE = new TreeMap<>();

  static {
    MAY_USE.put("error", List.of());
    MAY_USE.put("file", List.of());
    MAY_USE.put("statistics", List.of());
    MAY_USE.put("model", List.of());
    MAY_USE.put("task", List.of("model", "input", "statistics"));
    MAY_USE.put("engine", List.of("model"));
    MAY_USE.put("block", List.of("model"));
    MAY_USE.put("link", List.of("model"));
    MAY_USE.put("input", List.of("model"));
    MAY_USE.put("transfer", List.of("block", "model", "input", "engine"));
    MAY_USE.put("chart", List.of("training"));
    MAY_USE.put("profile", List.of("block", "engine", "input", "model", "transfer"));
    MAY_USE.put("evidence", List.of("transfer.spec", "statistics"));
    MAY_USE.put("plan", List.of("profile", "evidence", "transfer.spec", "block", "link", "model"));
    MAY_USE.put(
        "training",
        List.of("transfer", "evidence", "block", "model", "input", "engine", "statistics", "task"));
    MAY_USE.put(
        "bundle", List.of("training", "transfer", "block", "model", "input", "engine", "task"));
    MAY_USE.put(
        "evaluation",
        List.of(
            "bundle",
            "evidence",
            "transfer.codec",
            "model",
            "input",
            "engine",
            "statistics",
            "task"));
    MAY_USE.put(
        "optimise",
        List.of(
            "plan",
            "evidence",
            "profile",
            "training",
            "transfer",
            "block",
            "link",
            "model",
            "input",
            "engine",
            "task"));
    MAY_USE.put("onnx", CORE);
    MAY_USE.put("zoo", CORE);
    MAY_USE.put("trainer", CORE);
    MAY_USE.put("privacy", Stream.concat(CORE.stream(), Stream.of("trainer")).toList());
    MAY_USE.put("protocol", List.of());
    MAY_USE.put(
        "offload",
        List.of(
            "bundle",
            "transfer.codec",
            "engine",
            "input",
            "link",
            "plan",
            "model",
            "onnx",
            "protocol",
            "task"));
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.scissionlite");

  static Stream<String> packages() {
    return MAY_USE.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void package_usesOnlyWhatTheTableAllows(String name) {
    String[] allowed =
        Stream.of(Stream.of(name), SHARED.stream(), MAY_USE.get(name).stream())
            .flatMap(names -> names)
            .map(each -> ROOT + each + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.scissionlite..").and(not(resideInAnyPackage(allowed))))
        .check(CLASSES);
  }

  @Test
  void packages_useEachOtherInOneDirection() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void packageOfCoreOrCommandLine_isTakenInAtAGlance() {
    Map<String, Long> files =
        CLASSES.stream()
            .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    files.keySet().removeIf(name -> !CORE_AND_CLI.contains(firstSegment(name)));
    assertThat(files)
        .isNotEmpty()
        .allSatisfy((name, count) -> assertThat(count).isLessThanOrEqualTo(MOST_FILES));
  }

  @Test
  void nobodyUsesTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "cli..")
        .check(CLASSES);
  }

  @Test
  void tableHoldsEveryPackageAndNoOther() {
    Set<String> found =
        CLASSES.stream()
            .map(each -> firstSegment(each.getPackageName()))
            .filter(name -> !name.equals("cli"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).isEqualTo(MAY_USE.keySet());
  }

  private static String firstSegment(String packageName) {
    return packageName.substring(ROOT.length()).split("\\.", -1)[0];
  }
}
