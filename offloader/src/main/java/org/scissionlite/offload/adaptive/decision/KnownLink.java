package org.scissionlite.offload.adaptive.decision;

/** What one decider has learned of the link, for another one to begin with. */
public final class KnownLink {
  private final LinkEstimate link;

  KnownLink(LinkEstimate link) {
    this.link = link.copy();
  }

  /** Nothing is known. */
  public static KnownLink none() {
    return new KnownLink(new LinkEstimate());
  }

  LinkEstimate link() {
    return link.copy();
  }
}
