namespace HtpasswdAuth.PostgreSql;

/// <summary>Writes the user file that the database stands for, as it is at one moment.</summary>
internal static class UserFileExport
{
    /// <returns>How many lines were written.</returns>
    public static Task<long> RunAsync(FleetDatabase database, Stream file, CancellationToken cancellationToken) => database.RunLongAsync(
        async session =>
        {
            await FleetMeta.ReadKeyAsync(session, database.Schema).ConfigureAwait(false);

            // Sorting comes before the first line.
            session.TakeYourTime();
            Stream stream = await session.Connection.BeginRawBinaryCopyAsync(
                session.Text(AdministrationSql.ExportUsers), session.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                return await CopyAsync(new CopyReader(stream, session), file).ConfigureAwait(false);
            }
        },
        cancellationToken);

    private static async Task<long> CopyAsync(CopyReader rows, Stream file)
    {
        long lines = 0;
        byte[] held = [];
        var output = new BufferedStream(file, 256 * 1024);
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            held = EndLine(output, held);
            ReadOnlySpan<byte> line = rows.Field(0);
            output.Write(line);
            held = line is [.., not (byte)'\n'] or [.., (byte)'\\', (byte)'\n'] or [.., (byte)'\\', (byte)'\r', (byte)'\n'] ? line.ToArray() : [];
            lines++;
        }

        await output.FlushAsync().ConfigureAwait(false);
        return lines;
    }

    /// <summary>What was the last line of a file may be open, and would take the next one in.</summary>
    private static byte[] EndLine(BufferedStream output, byte[] last)
    {
        if (last.Length > 0 && last[^1] != '\n')
        {
            output.WriteByte((byte)'\n');
            last = [.. last, (byte)'\n'];
        }

        for (int blank = 0; blank < last.Length && UserFileLine.GoesOn(last); blank++)
        {
            output.WriteByte((byte)'\n');
            last = [.. last, (byte)'\n'];
        }

        return [];
    }
}
