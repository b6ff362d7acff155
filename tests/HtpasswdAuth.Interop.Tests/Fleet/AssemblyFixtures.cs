using HtpasswdAuth.Testing;

[assembly: AssemblyFixture(typeof(PostgreSqlFixture))]
