package org.scissionlite.privacy;

/** What an attacker goes to the trouble of. */
public enum AttackStrength {
  /** A small decoder that makes the squared error small. */
  USUAL(1024, 64),

  /**
   * Twice as many channels, and two decoders: for one the structure is to be alike that a person
   * and SSIM look at, beside the levels. The one that rebuilds pictures better which it did not
   * learn from is taken.
   */
  STRONG(2048, 128);

  private final int width;
  private final int mostChannels;

  AttackStrength(int width, int mostChannels) {
    this.width = width;
    this.mostChannels = mostChannels;
  }

  /** Channels of the decoder where its features have so many rows. */
  int channelsAt(int side) {
    return Math.max(8, Math.min(mostChannels, width / side));
  }
}
