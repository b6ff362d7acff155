var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://localhost:5082");

var app = builder.Build();
app.UseHtaccess("site");
app.Run();
