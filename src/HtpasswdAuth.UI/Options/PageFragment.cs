using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;

namespace HtpasswdAuth.UI;

/// <summary>Makes what is rendered out of a component's type. Named in code, so that trimming keeps what the component needs.</summary>
internal static class PageFragment
{
    public static RenderFragment Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TComponent>(HtpasswdPage page)
        where TComponent : IComponent => builder =>
        {
            builder.OpenComponent<TComponent>(0);
            builder.AddComponentParameter(1, "Model", page);
            builder.CloseComponent();
        };

    public static RenderFragment Around<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TLayout>(
        HtpasswdPage? page, string title, RenderFragment body)
        where TLayout : IComponent => builder =>
        {
            builder.OpenComponent<TLayout>(0);
            builder.AddComponentParameter(1, "Model", page);
            builder.AddComponentParameter(2, "Title", title);
            builder.AddComponentParameter(3, "ChildContent", body);
            builder.CloseComponent();
        };
}
