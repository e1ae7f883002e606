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
    int height = rows.length();
    int width = columns.length();
    int tileHeight = rows.period();
    int tileWidth = columns.period();
    int next = 0;
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < height; y++) {
        int row = (c * tileHeight + y % tileHeight) * tileWidth;
        for (int x = 0; x < width; x++) {
          index[next++] = row + x % tileWidth;
        }
      }
    }
    return index;
  }
}
