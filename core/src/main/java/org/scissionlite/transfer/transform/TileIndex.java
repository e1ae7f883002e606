package org.scissionlite.transfer.transform;

/** Which coefficient of a tile each element of a feature map is. */
record TileIndex(int channels, Tiling rows, Tiling columns) {
  /** The number of coefficients of a tile of all channels. */
  int places() {
    return channels * rows.period() * columns.period();
  }

  /** How many tiles a map has. */
  long repeats() {
    return (long) rows.repeats() * columns.repeats();
  }

  /** The number of the coefficient for each element of a map, row-major. */
  int[] expanded() {
    int[] index = new int[channels * rows.length() * columns.length()];
    int next = 0;
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < rows.length(); y++) {
        int row = (c * rows.period() + y % rows.period()) * columns.period();
        for (int x = 0; x < columns.length(); x++) {
          index[next++] = row + x % columns.period();
        }
      }
    }
    return index;
  }
}
