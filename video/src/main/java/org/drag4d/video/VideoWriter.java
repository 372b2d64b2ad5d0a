package org.drag4d.video;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.drag4d.geometry.Image;
import org.drag4d.task.Progress;

/**
 * Writes frames as a video: Y'CbCr 4:2:0 tagged and converted as BT.709, a key frame every 12
 * frames or fewer so that players can seek, the index in front so that browsers start at once, no
 * time stamps and one thread so that the same frames give the same bytes.
 */
public final class VideoWriter implements AutoCloseable {
  private static final int KEY_FRAME_DISTANCE = 12;

  private final PointerScope scope;
  private final Path file;
  private final Path part;
  private final int width;
  private final int height;
  private final AVFormatContext format = new AVFormatContext(null);
  private final AVStream stream;
  private final AVCodecContext codec;
  private final AVFrame frame;
  private final AVPacket packet;
  private long count;
  private boolean finished;

  /**
   * Begins a file; it appears under its name when {@link #finish} is called.
   *
   * @param file its folder must exist
   * @param width pixels, even
   * @param height pixels, even
   * @throws org.drag4d.task.InputException if this build has no video libraries
   * @throws UncheckedIOException if the disk refuses, here and in all other methods
   */
  public VideoWriter(Path file, int width, int height, VideoSettings settings) {
    if (width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException("videos have even sizes, not " + width + " x " + height);
    }
    Ffmpeg.require();
    this.file = file.toAbsolutePath();
    this.width = width;
    this.height = height;
    part = this.file.resolveSibling(this.file.getFileName() + ".part");
    scope = new PointerScope();
    VideoCodec kind = settings.codec();
    Ffmpeg.check(
        avformat_alloc_output_context2(format, null, kind.extension(), part.toString()),
        "beginning " + file);
    format.flags(format.flags() | AVFMT_FLAG_BITEXACT);
    AVCodec encoder = avcodec_find_encoder_by_name(kind.encoder());
    if (encoder == null) {
      throw new IllegalStateException("FFmpeg has no encoder " + kind.encoder());
    }
    stream = avformat_new_stream(format, null);
    codec = avcodec_alloc_context3(encoder);
    configure(settings);
    AVDictionary options = new AVDictionary(null);
    kind.options().forEach((key, value) -> av_dict_set(options, key, value, 0));
    Ffmpeg.check(avcodec_open2(codec, encoder, options), "opening " + kind.encoder());
    av_dict_free(options);
    Ffmpeg.check(avcodec_parameters_from_context(stream.codecpar(), codec), "describing it");
    stream.time_base(codec.time_base());
    stream.avg_frame_rate(codec.framerate());
    frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_YUV420P);
    frame.width(width);
    frame.height(height);
    frame.color_range(AVCOL_RANGE_MPEG);
    frame.colorspace(AVCOL_SPC_BT709);
    frame.color_primaries(AVCOL_PRI_BT709);
    frame.color_trc(AVCOL_TRC_BT709);
    Ffmpeg.check(av_frame_get_buffer(frame, 0), "allocating a frame");
    packet = av_packet_alloc();
    try {
      begin(settings);
    } catch (UncheckedIOException e) {
      close();
      throw e;
    }
  }

  private void configure(VideoSettings settings) {
    AVRational rate = av_d2q(settings.framesPerSecond(), 1_000_000);
    codec.width(width);
    codec.height(height);
    codec.pix_fmt(AV_PIX_FMT_YUV420P);
    codec.framerate(rate);
    codec.time_base(av_inv_q(rate));
    codec.gop_size(KEY_FRAME_DISTANCE);
    codec.max_b_frames(0);
    codec.thread_count(1);
    codec.color_range(AVCOL_RANGE_MPEG);
    codec.colorspace(AVCOL_SPC_BT709);
    codec.color_primaries(AVCOL_PRI_BT709);
    codec.color_trc(AVCOL_TRC_BT709);
    codec.flags(codec.flags() | AV_CODEC_FLAG_BITEXACT);
    if (settings.codec() == VideoCodec.H264) {
      // Generous: eight bits a pixel at most, and no frame coarser than quantiser 22.
      codec.bit_rate(Math.round(8.0 * width * height * settings.framesPerSecond()));
      codec.qmin(8);
      codec.qmax(22);
      // OpenH264 looks at luma alone when it decides what has not moved, so an object as bright as
      // what is behind it leaves a coloured trail. Short clips can afford key frames only.
      codec.gop_size(1);
    } else {
      codec.bit_rate(0); // constant quality
    }
    if ((format.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
  }

  private void begin(VideoSettings settings) {
    if (!settings.comment().isEmpty()) {
      AVDictionary text = new AVDictionary(null);
      av_dict_set(text, "comment", settings.comment(), 0);
      format.metadata(text);
    }
    AVIOContext io = new AVIOContext(null);
    Ffmpeg.checkWritten(avio_open(io, part.toString(), AVIO_FLAG_WRITE), file);
    format.pb(io);
    AVDictionary options = new AVDictionary(null);
    if (settings.codec() == VideoCodec.H264) {
      av_dict_set(options, "movflags", "+faststart", 0);
    }
    Ffmpeg.checkWritten(avformat_write_header(format, options), file);
    av_dict_free(options);
  }

  /** Adds a frame of the video's size. */
  public void add(Image image) {
    if (image.width() != width || image.height() != height) {
      throw new IllegalArgumentException(image + " in a video of " + width + " x " + height);
    }
    YuvPlanes planes = YuvPlanes.of(image);
    Ffmpeg.check(av_frame_make_writable(frame), "preparing a frame");
    put(planes.y(), width, height, 0);
    put(planes.cb(), width / 2, height / 2, 1);
    put(planes.cr(), width / 2, height / 2, 2);
    frame.pts(count++);
    encode(frame);
  }

  private void put(byte[] plane, int columns, int rows, int index) {
    BytePointer to = frame.data(index);
    int stride = frame.linesize(index);
    for (int row = 0; row < rows; row++) {
      to.position((long) row * stride).put(plane, row * columns, columns);
    }
    to.position(0);
  }

  private void encode(AVFrame next) {
    Ffmpeg.check(avcodec_send_frame(codec, next), "encoding");
    while (true) {
      int result = avcodec_receive_packet(codec, packet);
      if (result == AVERROR_EAGAIN() || result == AVERROR_EOF()) {
        return;
      }
      Ffmpeg.check(result, "encoding");
      packet.duration(1);
      av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
      packet.stream_index(stream.index());
      Ffmpeg.checkWritten(av_interleaved_write_frame(format, packet), file);
    }
  }

  /** Ends the video and gives the file its name. */
  public void finish() {
    encode(null);
    Ffmpeg.checkWritten(av_write_trailer(format), file);
    Ffmpeg.checkWritten(closeFile(), file); // what was still to be written
    finished = true;
    close();
    try {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int closeFile() {
    AVIOContext io = format.pb();
    if (Pointer.isNull(io)) {
      return 0;
    }
    int result = avio_closep(io);
    format.pb(new AVIOContext(null));
    return result;
  }

  /** Frees everything; a video that was not finished leaves no file. */
  @Override
  public void close() {
    if (!Pointer.isNull(format)) {
      av_packet_free(packet);
      av_frame_free(frame);
      avcodec_free_context(codec);
      closeFile();
      avformat_free_context(format);
      format.setNull();
      scope.close();
      if (!finished) {
        try {
          Files.deleteIfExists(part);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /**
   * Writes a whole video.
   *
   * @param frames all of one even size; at least one
   * @param progress checked between frames
   */
  public static void write(
      Path file, Iterable<Image> frames, VideoSettings settings, Progress progress) {
    var iterator = frames.iterator();
    if (!iterator.hasNext()) {
      throw new IllegalArgumentException("a video needs frames");
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Image first = iterator.next();
    try (var writer = new VideoWriter(file, first.width(), first.height(), settings)) {
      writer.add(first);
      while (iterator.hasNext()) {
        progress.check();
        writer.add(iterator.next());
      }
      writer.finish();
    }
  }
}
