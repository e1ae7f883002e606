package org.scissionlite.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What images served for; of two measurements the later one here says more. */
public enum ImageUse {
  /** The layer was chosen on them, so they flatter it. */
  @JsonProperty("choice")
  CHOICE("that it was chosen on"),
  /** Nothing was chosen on them but whether the layer passes. */
  @JsonProperty("confirmation")
  CONFIRMATION("that confirmed it"),
  /** Nothing was chosen on them. */
  @JsonProperty("test")
  TEST("of a test");

  private final String words;

  ImageUse(String words) {
    this.words = words;
  }

  /** After "images": "that confirmed it". */
  public String words() {
    return words;
  }
}
