/** Stage 8 of 8 - offload, the stream: results to an MQTT broker, kept on disk while it is away. */
package org.scissionlite.offload.stream.mqtt;
