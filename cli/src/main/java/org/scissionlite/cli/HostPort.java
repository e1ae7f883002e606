package org.scissionlite.cli;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads "HOST:PORT", such as "0.0.0.0:8001" or "[::1]:8001". */
final class HostPort implements ITypeConverter<InetSocketAddress> {
  private static final int MOST = 65_535;

  @Override
  public InetSocketAddress convert(String value) {
    int colon = value.lastIndexOf(':');
    String port = value.substring(colon + 1);
    boolean valid = colon > 0 && port.matches("\\d{1,5}") && Integer.parseInt(port) <= MOST;
    if (!valid) {
      throw new TypeConversionException(
          "'%s' is not HOST:PORT, such as 192.0.2.7:8001".formatted(value));
    }
    String host = value.substring(0, colon).replaceAll("^\\[|\\]$", "");
    return InetSocketAddress.createUnresolved(host, Integer.parseInt(port));
  }
}
