package org.scissionlite.offload.edge;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.offload.edge.inference.WaitingRoom;
import org.scissionlite.offload.edge.registry.BundleRegistry;
import org.scissionlite.offload.http.Route;
import org.scissionlite.offload.metrics.EdgeLoad;
import org.scissionlite.offload.metrics.EdgeMetrics;
import org.scissionlite.offload.observe.EdgeObserver;
import org.scissionlite.offload.observe.SteadyClock;
import org.scissionlite.offload.observe.Switches;
import org.scissionlite.offload.page.EdgePage;
import org.scissionlite.offload.page.EdgeStatus;

/** What an edge knows of its work, and shows over HTTP. */
final class EdgeFigures {
  private final EdgeMetrics metrics;
  private final EdgeStatus status;
  private final EdgePage page;

  EdgeFigures(WaitingRoom room, BundleRegistry models) {
    Clock clock = new SteadyClock();
    EdgeLoad load = new EdgeLoad(room::waiting, room::running, () -> models.names().size());
    Switches switches = new Switches(clock);
    this.metrics = new EdgeMetrics(load, switches);
    this.status = new EdgeStatus(clock);
    this.page = new EdgePage(clock, status, load, switches, models::names);
  }

  /** What must be told of each request. */
  List<EdgeObserver> observers() {
    return List.of(status, metrics);
  }

  /** The metrics, and the page with its figures. */
  List<Route> routes() {
    List<Route> routes = new ArrayList<>(page.routes());
    routes.add(metrics.route());
    return routes;
  }
}
