using TutorPipeline.Model;

namespace TutorPipeline.Backups.Servers;

/// <summary>A MySQL server and whom to be there.</summary>
/// <param name="Host">The host that its certificate names, or an address.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="Username">The user.</param>
/// <param name="Password">The password.</param>
/// <param name="AuthorityFile">PEM file with the authorities of the server's certificate, which is then insisted on; null for a server on this machine.</param>
/// <param name="Databases">The databases that belong to the platform.</param>
public sealed record MySqlServer(
    string Host, int Port, string Username, Secret Password, string? AuthorityFile, IReadOnlyList<string> Databases);

/// <summary>A MongoDB or DocumentDB server and whom to be there.</summary>
/// <param name="Host">The host that its certificate names, or an address.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="Username">The user, known to <c>admin</c>; null for a server without users.</param>
/// <param name="Password">The password; null for a server without users.</param>
/// <param name="AuthorityFile">PEM file with the authorities of the server's certificate, which is then insisted on; null for a server on this machine.</param>
/// <param name="Databases">The databases that belong to the platform.</param>
public sealed record MongoDbServer(
    string Host, int Port, string? Username, Secret? Password, string? AuthorityFile, IReadOnlyList<string> Databases);
