package org.scissionlite.cli.offload;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads "HOST:PORT", such as "0.0.0.0:8001" or "[::1]:8001". */
public final class HostPort implements ITypeConverter<InetSocketAddress> {
  private static final int MOST = 65_535;
  private static final String USUAL_PORT = ":8001";

  /** A colon that is none of those inside [::1]. */
  private static final String WITH_PORT = "(\\[.*]|[^\\[\\]]*):[^\\]]*";

  @Override
  public InetSocketAddress convert(String value) {
    String bare = value.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "").replaceFirst("/.*$", "");
    String complete = bare.matches(WITH_PORT) ? bare : bare + USUAL_PORT;
    if (!bare.isEmpty() && !bare.equals(value)) {
      throw new TypeConversionException(
          "'%s' is a URL; type HOST:PORT alone, as %s".formatted(value, complete));
    }
    if (!bare.isEmpty() && !complete.equals(value)) {
      throw new TypeConversionException(
          "'%s' has no port; type HOST:PORT, as %s".formatted(value, complete));
    }
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
