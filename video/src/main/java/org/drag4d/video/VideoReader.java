package org.drag4d.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.drag4d.geometry.Image;
import org.drag4d.task.InputException;

/** Reads a video frame by frame. Made for our own files: 8-bit Y'CbCr 4:2:0. */
public final class VideoReader implements AutoCloseable {
  private final PointerScope scope;
  private final String where;
  private final AVFormatContext format = new AVFormatContext(null);
  private final AVStream stream;
  private final AVCodecContext codec;
  private final AVFrame frame;
  private final AVPacket packet;
  private boolean drained;

  /**
   * Opens a file.
   *
   * @throws InputException if it is missing or no video that can be read
   */
  public VideoReader(Path file) {
    where = file.toString();
    if (!Files.isRegularFile(file)) {
      throw new InputException(where, "there is no such file");
    }
    Ffmpeg.require();
    scope = new PointerScope();
    AVInputFormat any = null;
    AVDictionary none = new AVDictionary(null);
    if (avformat_open_input(format, file.toString(), any, none) < 0) {
      scope.close();
      throw new InputException(where, "is no video that can be read");
    }
    if (avformat_find_stream_info(format, none) < 0) {
      throw closing("its streams cannot be read");
    }
    int index = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    if (index < 0) {
      throw closing("has no pictures in it");
    }
    stream = format.streams(index);
    AVCodec decoder = avcodec_find_decoder(stream.codecpar().codec_id());
    if (decoder == null) {
      throw closing("is compressed in a way that is not read");
    }
    codec = avcodec_alloc_context3(decoder);
    Ffmpeg.check(avcodec_parameters_to_context(codec, stream.codecpar()), "reading " + where);
    Ffmpeg.check(avcodec_open2(codec, decoder, none), "opening " + where);
    frame = av_frame_alloc();
    packet = av_packet_alloc();
  }

  private InputException closing(String what) {
    avformat_close_input(format);
    scope.close();
    return new InputException(where, what);
  }

  /** Returns the width in pixels. */
  public int width() {
    return stream.codecpar().width();
  }

  /** Returns the height in pixels. */
  public int height() {
    return stream.codecpar().height();
  }

  /** Returns how many frames a second the file says it has. */
  public double framesPerSecond() {
    return (double) stream.avg_frame_rate().num() / stream.avg_frame_rate().den();
  }

  /** Says whether the file is tagged as BT.709. */
  public boolean isBt709() {
    return stream.codecpar().color_space() == AVCOL_SPC_BT709;
  }

  /** Returns what the file says about where it came from; empty if nothing. */
  public String comment() {
    // WebM writes its tags in capitals.
    for (String key : List.of("comment", "COMMENT")) {
      AVDictionaryEntry entry = av_dict_get(format.metadata(), key, null, 0);
      if (entry != null && !entry.isNull()) {
        return entry.value().getString(StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  /** Returns the next frame, three channels, or nothing at the end. */
  public Optional<Image> next() {
    while (true) {
      int result = avcodec_receive_frame(codec, frame);
      if (result == AVERROR_EOF()) {
        return Optional.empty();
      }
      if (result != AVERROR_EAGAIN()) {
        Ffmpeg.check(result, "decoding " + where);
        return Optional.of(image());
      }
      if (drained) {
        return Optional.empty();
      }
      if (av_read_frame(format, packet) < 0) {
        drained = true;
        avcodec_send_packet(codec, (AVPacket) null);
      } else {
        if (packet.stream_index() == stream.index() && avcodec_send_packet(codec, packet) < 0) {
          av_packet_unref(packet);
          throw new InputException(where, "is damaged");
        }
        av_packet_unref(packet);
      }
    }
  }

  private Image image() {
    if (frame.format() != AV_PIX_FMT_YUV420P) {
      throw new InputException(where, "has pixels of format " + frame.format() + ", not 4:2:0");
    }
    int width = frame.width();
    int height = frame.height();
    return new YuvPlanes(
            width,
            height,
            plane(width, height, 0),
            plane(width / 2, height / 2, 1),
            plane(width / 2, height / 2, 2))
        .image();
  }

  private byte[] plane(int columns, int rows, int index) {
    byte[] plane = new byte[columns * rows];
    BytePointer from = frame.data(index);
    int stride = frame.linesize(index);
    for (int row = 0; row < rows; row++) {
      from.position((long) row * stride).get(plane, row * columns, columns);
    }
    from.position(0);
    return plane;
  }

  @Override
  public void close() {
    if (!Pointer.isNull(format)) {
      av_packet_free(packet);
      av_frame_free(frame);
      avcodec_free_context(codec);
      avformat_close_input(format);
      format.setNull();
      scope.close();
    }
  }

  /** Reads all frames of a short video. */
  public static List<Image> readAll(Path file) {
    try (var reader = new VideoReader(file)) {
      List<Image> frames = new ArrayList<>();
      for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
        frames.add(frame.get());
      }
      return frames;
    }
  }
}
