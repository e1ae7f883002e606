package org.scissionlite.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.link.Link;
import org.scissionlite.link.Message;
import org.scissionlite.link.Network;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Route;
import org.scissionlite.plan.scenario.Segment;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;

/** Every scenario there is, written out without any cleverness. */
public final class BruteForce {
  private final List<Profile> profiles;
  private final Network network;
  private final TransferModel transferModel;
  private final List<Route> routes = new ArrayList<>();

  private BruteForce(List<Profile> profiles, Network network, TransferModel transferModel) {
    this.profiles = profiles;
    this.network = network;
    this.transferModel = transferModel;
  }

  /** All routes; every profile of the first one's tier may be the origin. */
  public static List<Route> routes(
      List<Profile> profiles, Network network, TransferModel transferModel) {
    BruteForce all = new BruteForce(profiles, network, transferModel);
    profiles.stream()
        .filter(profile -> profile.system().tier() == profiles.get(0).system().tier())
        .forEach(origin -> all.extend(origin, 0, true, new Start(List.of(), List.of())));
    return all.routes;
  }

  private record Start(List<Segment> segments, List<Hop> hops) {}

  private void extend(Profile here, int from, boolean origin, Start start) {
    int blocks = here.blocks().size();
    routes.add(new Route(plus(start.segments(), segment(here, from, blocks)), start.hops()));
    for (int cut = origin ? from : from + 1; cut < blocks; cut++) {
      List<Segment> segments =
          cut == from ? start.segments() : plus(start.segments(), segment(here, from, cut));
      for (Profile next : profiles) {
        if (next.system().tier().compareTo(here.system().tier()) > 0) {
          for (Hop hop : hops(here, next, cut)) {
            extend(next, cut, false, new Start(segments, plus(start.hops(), hop)));
          }
        }
      }
    }
  }

  private static <T> List<T> plus(List<T> list, T more) {
    return Stream.concat(list.stream(), Stream.of(more)).toList();
  }

  private static Segment segment(Profile profile, int from, int to) {
    List<BlockProfile> blocks = profile.blocks().subList(from, to);
    return new Segment(
        profile.system(),
        from,
        to - 1,
        blocks.get(0).firstLayer(),
        blocks.get(blocks.size() - 1).lastLayer(),
        profile.entry().medianNanos()
            + blocks.stream().mapToLong(block -> block.execution().medianNanos()).sum());
  }

  private static long reply(Profile profile) {
    return profile.blocks().get(profile.blocks().size() - 1).outputBytes();
  }

  private List<Hop> hops(Profile from, Profile to, int cut) {
    CutProfile sender = from.cuts().get(cut);
    CutProfile receiver = to.cuts().get(cut);
    Link link = network.link(from.system().name(), to.system().name());
    List<Hop> hops = new ArrayList<>();
    Hop.CutPoint point = new Hop.CutPoint(sender.name(), sender.layer(), cut);
    hops.add(
        new Hop(
            from.system(),
            to.system(),
            point,
            new Hop.Payload(Hop.NO_TL, WireSize.fixed(sender.bytes()), reply(from)),
            new Hop.HopTime(
                sender.conversion().medianNanos(),
                transferModel.transferNanos(link, new Message(sender.bytes(), reply(from))),
                receiver.conversion().medianNanos()),
            link));
    Map<String, TransferLayerProfile> decoders =
        receiver.transferLayers().stream()
            .collect(Collectors.toMap(TransferLayerProfile::spec, layer -> layer));
    long begin = cut == 0 ? from.entry().medianNanos() : 0;
    Predicate<TransferLayerProfile> known = layer -> decoders.containsKey(layer.spec());
    sender.transferLayers().stream()
        .filter(known)
        .map(
            layer ->
                new Hop(
                    from.system(),
                    to.system(),
                    point,
                    new Hop.Payload(layer.spec(), layer.size(), reply(from)),
                    new Hop.HopTime(
                        begin + layer.deviceTL().medianNanos(),
                        transferModel.transferNanos(
                            link, new Message(layer.wireBytes(), reply(from))),
                        decoders.get(layer.spec()).edgeTL().medianNanos()),
                    link))
        .forEach(hops::add);
    return hops;
  }
}
