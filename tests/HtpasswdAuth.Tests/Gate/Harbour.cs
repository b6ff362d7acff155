using System.Text;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>A gRPC service of one method, whose messages are bytes.</summary>
internal sealed class Harbour
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static bytes => bytes, static bytes => bytes);

    public static void Add(IServiceCollection services)
    {
        services.AddGrpc();
        services.AddSingleton<IServiceMethodProvider<Harbour>, Methods>();
    }

    private sealed class Methods : IServiceMethodProvider<Harbour>
    {
        public void OnServiceMethodDiscovery(ServiceMethodProviderContext<Harbour> context) => context.AddUnaryMethod(
            new Method<byte[], byte[]>(MethodType.Unary, "harbour", "tides", Bytes, Bytes),
            [],
            static (_, _, _) => Task.FromResult(Encoding.UTF8.GetBytes(GatedSite.Secret)));
    }
}
