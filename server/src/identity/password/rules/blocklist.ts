/**
 * What guessers try first, folded (lower case, no accents, letters and digits only): common words, keyboard runs, and what
 * Vietnamese people choose most. A password made of these, digits and the context's own words holds nothing.
 */
export const commonWords: readonly string[] = [
  "password passw0rd passwort pass letmein welcome admin administrator iloveyou monkey dragon football baseball superman batman",
  "princess sunshine shadow master login secret default guest user test hello trustno whatever changeme company computer internet",
  "qwertyuiop qwerty asdfghjkl asdfgh zxcvbnm zxcvbn qazwsxedc qazwsx abcdefghijklmnopqrstuvwxyz abcdefgh abcdef abc google",
  "facebook zalo samsung iphone windows correcthorsebatterystaple",
  "matkhau matkhaumoi khongcomatkhau quenmatkhau dangnhap taikhoan anhyeuem emyeuanh yeuem yeuanh toiyeuem toiyeuban",
  "toiyeuvietnam vietnam vietnamvodich vodich hanoi saigon hochiminh tphcm danang haiphong cantho conyeu conyeume conyeubo",
  "conyeubome bomeyeucon giadinh hanhphuc maimaiyeuem mottinhyeu tinhyeu khongbiet khongcogi xinchao chaoban matma bimat",
  "nguyen nguyenvan tranvan thanhcong phattai phatloc locphat motconvitxoerahaicaicanh motconvit meocon cunconyeu quehuong",
  "yeumaimai anhnhoem emnhoanh lienquan lienminh freefire",
].flatMap((line) => line.split(" "));
