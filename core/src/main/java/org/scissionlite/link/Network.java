package org.scissionlite.link;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.scissionlite.error.UsageException;

/**
 * The links between systems, each from a source to a destination.
 *
 * @param place where they were read, for messages
 * @param links by their ends
 */
public record Network(String place, Map<Ends, Link> links) {
  public Network {
    links = Map.copyOf(links);
  }

  /**
   * Names of the systems at the two ends of a link; a name that a network file cannot hold is
   * refused.
   */
  public record Ends(String source, String destination) {
    public Ends {
      checkName(source);
      checkName(destination);
    }

    private static void checkName(String name) {
      if (name.isBlank() || !name.equals(name.strip()) || name.matches("(?s).*[,\\p{Cntrl}].*")) {
        throw new UsageException(
            "system '%s': expected a name without commas and line ends".formatted(name));
      }
    }

    @Override
    public String toString() {
      return source + "," + destination;
    }
  }

  /** A network to which links are to be added. */
  public static Network none() {
    return new Network("network", Map.of());
  }

  /** A network of one link. */
  public static Network of(String source, String destination, Link link) {
    return new Network("network", Map.of(new Ends(source, destination), link));
  }

  /** This network with a link more, in the place of one between the same ends. */
  public Network with(Ends ends, Link link) {
    Map<Ends, Link> more = new LinkedHashMap<>(links);
    more.put(ends, link);
    return new Network(place, more);
  }

  /** The link from one system to another, if there is one. */
  public Optional<Link> find(String source, String destination) {
    return Optional.ofNullable(links.get(new Ends(source, destination)));
  }

  /**
   * The link from one system to another.
   *
   * @throws UsageException when the pair is missing; lists the pairs there are, nearest first
   */
  public Link link(String source, String destination) {
    return find(source, destination)
        .orElseThrow(
            () ->
                new UsageException(
                    place
                        + ": "
                        + UsageException.unknownName(
                                "pair", new Ends(source, destination).toString(), pairs())
                            .getMessage()));
  }

  /** This network with every link that leaves one of the sources changed. */
  public Network mapLinksFrom(List<String> sources, UnaryOperator<Link> change) {
    Map<Ends, Link> changed = new LinkedHashMap<>();
    links.forEach(
        (ends, link) ->
            changed.put(ends, sources.contains(ends.source()) ? change.apply(link) : link));
    return new Network(place, changed);
  }

  private List<String> pairs() {
    return links.keySet().stream().map(Ends::toString).sorted().collect(Collectors.toList());
  }
}
