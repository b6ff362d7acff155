// Draws eng/icon.png, the picture of the packages: a lock whose keyhole is the colon of a password file.
//   dotnet run eng/DrawIcon.cs eng/icon.png
#:property PublishAot=false
#:property GenerateDocumentationFile=true
using System.Buffers.Binary;
using System.IO.Compression;

const int Size = 128;
const int Samples = 4;
(int R, int G, int B) ground = (0x1f, 0x5c, 0x57);
(int R, int G, int B) metal = (0xf3, 0xef, 0xe4);

byte[] rows = new byte[Size * (1 + (4 * Size))];
for (int y = 0; y < Size; y++)
{
    for (int x = 0; x < Size; x++)
    {
        Paint(rows.AsSpan((y * (1 + (4 * Size))) + 1 + (4 * x), 4), x, y);
    }
}

using FileStream file = File.Create(args[0]);
file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
byte[] header = new byte[13];
BinaryPrimitives.WriteInt32BigEndian(header, Size);
BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Size);
(header[8], header[9]) = (8, 6);
Chunk(file, "IHDR"u8, header);
using var compressed = new MemoryStream();
using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
{
    zlib.Write(rows);
}

Chunk(file, "IDAT"u8, compressed.ToArray());
Chunk(file, "IEND"u8, []);

void Paint(Span<byte> pixel, int x, int y)
{
    (int red, int green, int blue, int covered) = (0, 0, 0, 0);
    for (int sample = 0; sample < Samples * Samples; sample++)
    {
        double px = x + (((sample % Samples) + 0.5) / Samples) - (Size / 2.0);
        double py = y + (((sample / Samples) + 0.5) / Samples) - (Size / 2.0);
        if (!InBox(px, py, 0, 64, 64, 26))
        {
            continue;
        }

        (int r, int g, int b) = IsMetal(px, py) ? metal : ground;
        (red, green, blue, covered) = (red + r, green + g, blue + b, covered + 1);
    }

    if (covered > 0)
    {
        (pixel[0], pixel[1], pixel[2]) = ((byte)(red / covered), (byte)(green / covered), (byte)(blue / covered));
        pixel[3] = (byte)(255 * covered / (Samples * Samples));
    }
}

static bool IsMetal(double x, double y)
{
    bool shackle = InBox(x, y, -10, 24, 36, 24) && !InBox(x, y, -10, 14, 26, 14) && y < 0;
    bool body = InBox(x, y, 20, 36, 26, 8);
    bool colon = double.Hypot(x, y - 11) < 6.5 || double.Hypot(x, y - 29) < 6.5;
    return shackle || (body && !colon);
}

// A box around (0, centre) with rounded corners.
static bool InBox(double x, double y, double centre, double halfWidth, double halfHeight, double radius)
{
    double dx = Math.Max(Math.Abs(x) - (halfWidth - radius), 0);
    double dy = Math.Max(Math.Abs(y - centre) - (halfHeight - radius), 0);
    return double.Hypot(dx, dy) <= radius;
}

static void Chunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
{
    Span<byte> number = stackalloc byte[4];
    BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
    stream.Write(number);
    stream.Write(type);
    stream.Write(data);
    BinaryPrimitives.WriteUInt32BigEndian(number, Crc([.. type, .. data]));
    stream.Write(number);
}

static uint Crc(ReadOnlySpan<byte> data)
{
    uint crc = uint.MaxValue;
    foreach (byte value in data)
    {
        crc ^= value;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xEDB88320u);
        }
    }

    return ~crc;
}
