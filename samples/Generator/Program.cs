var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://localhost:5082");
builder.Services.AddHtpasswdGenerator();
builder.Services.AddHtpasswdUI();

var app = builder.Build();
app.MapHtpasswdGenerator("/");
app.Run();
