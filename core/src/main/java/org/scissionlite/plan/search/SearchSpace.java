package org.scissionlite.plan.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.Loss;
import org.scissionlite.link.Link;
import org.scissionlite.link.Message;
import org.scissionlite.link.Network;
import org.scissionlite.plan.question.Accuracies;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.CutLayer;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Uncertainty;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.TransferLayerProfile;

/** The systems of a plan, from the data outwards, and the links between them. */
public final class SearchSpace {
  /** One of the profiles, for what they have in common: the model, its blocks and cuts. */
  public final Profile example;

  public final Uncertainty uncertainty;
  public final Network network;
  public final Optional<Accuracies> accuracies;

  /** Sorted by tier. */
  public final List<SystemTable> systems;

  /** Of all transfer layers; the first is "none". */
  public final List<String> specs;

  private final Link[][] links;

  private SearchSpace(List<Profile> sorted, List<String> specs, Network network) {
    example = sorted.get(0);
    uncertainty = new Uncertainty(sorted);
    this.network = network;
    this.specs = specs;
    accuracies = Optional.empty();
    systems = sorted.stream().map(profile -> SystemTable.of(profile, specs)).toList();
    SystemTable.shareSizes(systems);
    links = links(systems, network);
  }

  private SearchSpace(SearchSpace other, Network network, Optional<Accuracies> accuracies) {
    this(other, other.systems, network, accuracies);
  }

  private SearchSpace(
      SearchSpace other,
      List<SystemTable> systems,
      Network network,
      Optional<Accuracies> accuracies) {
    example = other.example;
    uncertainty = other.uncertainty;
    this.network = network;
    this.accuracies = accuracies;
    specs = other.specs;
    this.systems = systems;
    links = links(systems, network);
  }

  /**
   * The search space of profiles of one model.
   *
   * @throws UsageException when they are of different models or blocks, when a system comes twice,
   *     or when a link is missing
   */
  public static SearchSpace of(List<Profile> profiles, Network network) {
    if (profiles.isEmpty()) {
      throw new UsageException("plan: expected at least one profile, got none; run benchmark");
    }
    profiles.forEach(profile -> checkSameModel(profiles.get(0), profile));
    List<Profile> sorted =
        profiles.stream().sorted(Comparator.comparing(p -> p.system().tier())).toList();
    List<String> specs =
        Stream.concat(
                Stream.of(Hop.NO_TL),
                sorted.stream()
                    .flatMap(profile -> profile.cuts().stream())
                    .flatMap(cut -> cut.transferLayers().stream())
                    .map(TransferLayerProfile::spec))
            .distinct()
            .toList();
    checkDistinct(sorted);
    return new SearchSpace(sorted, specs, network);
  }

  private static void checkDistinct(List<Profile> profiles) {
    List<SystemId> ids = profiles.stream().map(Profile::system).toList();
    if (ids.stream().distinct().count() < ids.size()) {
      throw new UsageException(
          "two profiles of one system among " + ids + "; leave one of them out");
    }
  }

  private static void checkSameModel(Profile first, Profile other) {
    if (!first.model().equals(other.model())) {
      throw new UsageException(
          "profiles of different models: %s measured %s (SHA-256 %s), %s measured %s (SHA-256 %s)"
              .formatted(
                  first.system(),
                  first.model().name(),
                  first.model().sha256(),
                  other.system(),
                  other.model().name(),
                  other.model().sha256()));
    }
    if (first.provenance().batch() != other.provenance().batch()) {
      throw new UsageException(
          "profiles of different batch sizes: %s measured %d inputs a run, %s %d"
              .formatted(
                  first.system(),
                  first.provenance().batch(),
                  other.system(),
                  other.provenance().batch()));
    }
    if (!table(first).equals(table(other))) {
      throw new UsageException(
          "profiles of different block tables of %s: %s has %d blocks, %s has %d or other ones;"
                  .formatted(
                      first.model().name(),
                      first.system(),
                      first.blocks().size(),
                      other.system(),
                      other.blocks().size())
              + " benchmark both with the same --max-cut-tensors");
    }
  }

  private static List<List<Object>> table(Profile profile) {
    List<List<Object>> rows = new ArrayList<>();
    for (BlockProfile block : profile.blocks()) {
      rows.add(List.of(block.firstLayer(), block.lastLayer(), block.name(), block.outputBytes()));
    }
    profile
        .cuts()
        .forEach(cut -> rows.add(List.of(cut.name(), cut.layer(), cut.bytes(), cut.keptBytes())));
    return rows;
  }

  private static Link[][] links(List<SystemTable> systems, Network network) {
    List<SystemId> ids = systems.stream().map(table -> table.id).toList();
    Link[][] links = new Link[ids.size()][ids.size()];
    for (int s = 0; s < ids.size(); s++) {
      for (int t = 0; t < ids.size(); t++) {
        if (ids.get(s).tier().compareTo(ids.get(t).tier()) < 0) {
          links[s][t] = network.link(ids.get(s).name(), ids.get(t).name());
        }
      }
    }
    return links;
  }

  /** The same systems in another network. */
  public SearchSpace in(Network other) {
    return new SearchSpace(this, other, accuracies);
  }

  /** The same systems, with what is known of accuracy. */
  public SearchSpace with(Accuracies known) {
    CutLayer.requireKnown("accuracies", known.places(), specsByCut());
    return new SearchSpace(this, network, Optional.of(known));
  }

  /** Checks that the cuts and transfer layers exist that a question's constraints tell of. */
  public void requireKnown(Question question) {
    for (Constraint constraint : question.constraints()) {
      if (constraint instanceof Constraint.MostSimilar limit) {
        CutLayer.requireKnown("similarities", limit.known().places(), specsByCut());
      }
    }
  }

  /** The specs that are measured at each cut, those without loss included. */
  private Map<String, Set<String>> specsByCut() {
    Map<String, Set<String>> specsByCut = new LinkedHashMap<>();
    for (int cut = 0; cut < blocks(); cut++) {
      Set<String> here = new LinkedHashSet<>();
      for (int spec = 0; spec < specs.size(); spec++) {
        int layer = spec;
        int place = cut;
        if (systems.stream().anyMatch(system -> system.sizes[place][layer] != null)
            || Accuracies.isLossless(specs.get(spec))) {
          here.add(specs.get(spec));
        }
      }
      specsByCut.put(cutName(cut), here);
    }
    return specsByCut;
  }

  /** Some of the systems, at least one. */
  public SearchSpace among(Set<SystemId> some) {
    List<SystemTable> left = systems.stream().filter(table -> some.contains(table.id)).toList();
    if (left.isEmpty()) {
      throw new UsageException("none of the systems %s has a profile".formatted(some));
    }
    return new SearchSpace(this, left, network, accuracies);
  }

  /** The accuracy that each transfer layer costs at a cut. */
  double[] losses(int cut) {
    String name = cutName(cut);
    return specs.stream().mapToDouble(spec -> loss(name, spec)).toArray();
  }

  private double loss(String cut, String spec) {
    if (accuracies.isEmpty()) {
      return Accuracies.isLossless(spec) ? 0 : Accuracies.UNKNOWN_LOSS;
    }
    return accuracies.get().loss(cut, spec).map(Loss::counted).orElse(Accuracies.UNKNOWN_LOSS);
  }

  public int blocks() {
    return example.blocks().size();
  }

  /** The size of what comes back over a link at a cut: the answer without what is kept there. */
  public long replyBytes(int cut) {
    return Math.max(0, block(blocks() - 1).outputBytes() - example.cuts().get(cut).keptBytes());
  }

  /**
   * What may leave the systems of the first tier, and what comes back: the messages of all cuts and
   * transfer layers.
   */
  public Set<Message> messagesFromOrigins() {
    return systems.stream()
        .limit(firstBehind(0))
        .flatMap(table -> IntStream.range(0, blocks()).boxed().flatMap(cut -> messages(table, cut)))
        .collect(Collectors.toSet());
  }

  private Stream<Message> messages(SystemTable table, int cut) {
    return Arrays.stream(table.sizes[cut])
        .filter(Objects::nonNull)
        .map(size -> new Message(size.expectedBytes(), replyBytes(cut)));
  }

  BlockProfile block(int index) {
    return example.blocks().get(index);
  }

  String cutName(int cut) {
    return example.cuts().get(cut).name();
  }

  /** Number of the layer after which a cut lies. */
  int cutLayer(int cut) {
    return example.cuts().get(cut).layer();
  }

  /** How many tensors cross a cut. */
  int cutTensors(int cut) {
    return example.cuts().get(cut).tensors();
  }

  /** The link between systems of two tiers. */
  public Link link(int from, int to) {
    return links[from][to];
  }

  /** Whether the data may originate at a system: it belongs to the first tier there is. */
  public boolean isOrigin(int system) {
    return systems.get(system).id.tier() == systems.get(0).id.tier();
  }

  /** Index of the first system of a later tier. */
  int firstBehind(int system) {
    Tier tier = systems.get(system).id.tier();
    int index = system + 1;
    while (index < systems.size() && systems.get(index).id.tier() == tier) {
      index++;
    }
    return index;
  }
}
