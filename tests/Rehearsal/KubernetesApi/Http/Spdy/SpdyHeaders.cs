using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TutorPipeline.Rehearsal.KubernetesApi.Http.Spdy;

/// <summary>
/// The headers of SPDY/3.1, which one zlib stream carries through the whole connection; it begins with words that both sides know
/// (https://www.chromium.org/spdy/spdy-protocol/spdy-protocol-draft3-1/, 2.6.10.1).
/// </summary>
internal sealed class SpdyHeaders
{
    private const string Words =
        "options head post put delete trace accept accept-charset accept-encoding accept-language accept-ranges age allow authorization "
        + "cache-control connection content-base content-encoding content-language content-length content-location content-md5 "
        + "content-range content-type date etag expect expires from host if-match if-modified-since if-none-match if-range "
        + "if-unmodified-since last-modified location max-forwards pragma proxy-authenticate proxy-authorization range referer "
        + "retry-after server te trailer transfer-encoding upgrade user-agent vary via warning www-authenticate method get status "
        + "200_OK version HTTP/1.1 url public set-cookie keep-alive origin";

    private const string Text =
        "100101201202205206300302303304305306307402405406407408409410411412413414415416417502504505203 Non-Authoritative Information"
        + "204 No Content301 Moved Permanently400 Bad Request401 Unauthorized403 Forbidden404 Not Found500 Internal Server Error"
        + "501 Not Implemented503 Service UnavailableJan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec 00:00:00 Mon, Tue, Wed, Thu, Fri, "
        + "Sat, Sun, GMTchunked,text/html,image/png,image/jpg,image/gif,application/xml,application/xhtml+xml,text/plain,"
        + "text/javascript,publicprivatemax-age=gzip,deflate,sdchcharset=utf-8charset=iso-8859-1,utf-,*,enq=0.";

    // A zlib stream has two bytes before its data, and four more when it names a dictionary.
    private const int ZlibHeader = 6;

    private static readonly byte[] Known = MakeKnown();

    private readonly List<byte> received = [];
    private int understood = Known.Length;
    private bool hasAnswered;

    /// <summary>Reads the next block; names are in lower case.</summary>
    public Dictionary<string, string> Read(ReadOnlySpan<byte> block)
    {
        received.AddRange(block);
        var all = Inflate();
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = understood + sizeof(int);
        for (var left = Number(all, understood); left > 0; left--)
        {
            fields[Next(all, ref at)] = Next(all, ref at);
        }

        understood = all.Length;
        return fields;
    }

    /// <summary>Writes a block without headers: uncompressed, and flushed by an empty part as zlib does it.</summary>
    public byte[] WriteNone()
    {
        byte[] block = [0, 4, 0, 0xfb, 0xff, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
        var first = !hasAnswered;
        hasAnswered = true;
        return first ? [0x78, 0x01, .. block] : block;
    }

    /// <summary>Everything from the beginning; the known words go before it as an uncompressed part, for later parts to point at.</summary>
    private byte[] Inflate()
    {
        var length = (ushort)Known.Length;
        byte[] part = [0, (byte)length, (byte)(length >> 8), (byte)~length, (byte)(~length >> 8), .. Known];
        using var source = new MemoryStream([.. part, .. received.Skip(ZlibHeader)]);
        using var deflated = new DeflateStream(source, CompressionMode.Decompress);
        using var all = new MemoryStream();
        deflated.CopyTo(all);
        return all.ToArray();
    }

    private static int Number(byte[] all, int at) => BinaryPrimitives.ReadInt32BigEndian(all.AsSpan(at));

    private static string Next(byte[] all, ref int at)
    {
        var length = Number(all, at);
        var text = Encoding.UTF8.GetString(all, at + sizeof(int), length);
        at += sizeof(int) + length;
        return text;
    }

    private static byte[] MakeKnown()
    {
        var known = new List<byte>();
        foreach (var word in Words.Split(' '))
        {
            known.AddRange([0, 0, 0, (byte)word.Length, .. Encoding.ASCII.GetBytes(word.Replace('_', ' '))]);
        }

        return [.. known, .. Encoding.ASCII.GetBytes(Text)];
    }
}
