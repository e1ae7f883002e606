package org.scissionlite.offload.observe;

/**
 * Who has sent a request.
 *
 * @param protocol "grpc" or "http"
 * @param address the other end's IP address; empty where not known
 * @param device the name that it gives itself; empty where it gives none
 * @param note why it has changed its way, with the first request after that; empty otherwise
 */
public record Caller(String protocol, String address, String device, String note) {
  /** The device's name, or else its address. */
  public String name() {
    return device.isEmpty() ? address : device;
  }
}
