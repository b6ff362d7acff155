namespace HtpasswdAuth.Docs.Tests;

internal static class SignInFormPage
{
    public static WebApplication Form(WebApplicationBuilder builder)
    {
        // docs: sign-in-form.md
        builder.Services.AddAuthentication().AddHtpasswd(options =>
        {
            options.UserFile = "users.htpasswd";
            options.SignInForm.Enabled = true;
        });
        var app = builder.Build();

        app.UseHtpasswd();
        app.MapHtpasswdApi("/account");
        // end
        return app;
    }
}
