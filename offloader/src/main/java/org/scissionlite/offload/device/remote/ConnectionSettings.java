package org.scissionlite.offload.device.remote;

import java.time.Duration;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.security.EdgeAccess;

/**
 * How a device keeps its connections.
 *
 * @param keepAlive how long nothing may come from an edge before it is asked whether the connection
 *     still stands
 * @param congestionControl how TCP sends
 * @param access how the device enters its edges
 */
public record ConnectionSettings(
    Duration keepAlive, CongestionControl congestionControl, EdgeAccess access) {}
