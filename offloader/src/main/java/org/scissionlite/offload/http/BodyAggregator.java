package org.scissionlite.offload.http;

import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelPipeline;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpMessage;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpObjectAggregator;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpUtil;
import java.util.Locale;

/** Collects a request and its body; one that is too large is refused before it is read. */
final class BodyAggregator extends HttpObjectAggregator {
  private final int most;

  BodyAggregator(int most) {
    super(most);
    this.most = most;
  }

  /** A caller that asks first is refused as all others are. */
  @Override
  protected Object newContinueResponse(HttpMessage start, int limit, ChannelPipeline pipeline) {
    return HttpUtil.getContentLength(start, 0L) > limit
        ? null
        : super.newContinueResponse(start, limit, pipeline);
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    context
        .pipeline()
        .get(Dispatcher.class)
        .refuse(
            413,
            String.format(
                Locale.ROOT, "the body is larger than the %d bytes that are taken here", most));
  }
}
