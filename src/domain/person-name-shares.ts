/**
 * How frequent the parts of Vietnamese names are: tables for weights and for choosing between readings, never for equality.
 *
 * Sources: the twelve surnames from Lê Trung Hoa 2005 (public figures, in percent of the population; where it gives
 * two forms together, half each); given names counted in the lists of vietnamese-namedb (MIT, © 2016 Van-Duyet Le,
 * licence in `src/sample/data`): in how many of its names a word occurs, of 445 words in 5649 places.
 */

/** Surname (họ), percent of the population. */
export const SURNAME_PERCENT: Readonly<Record<string, number>> = {
  nguyễn: 38.4,
  trần: 12.1,
  lê: 9.5,
  phạm: 7,
  hoàng: 2.55,
  huỳnh: 2.55,
  phan: 4.5,
  vũ: 1.95,
  võ: 1.95,
  đặng: 2.1,
  bùi: 2,
  đỗ: 1.4,
  hồ: 1.3,
  ngô: 1.3,
};

/** Surnames after those, alike for want of figures: what the published list leaves, shared out. */
export const OTHER_SURNAMES =
  'an biện bàng bành bạc bạch bế ca cam cao chu chung cháng châu chương chảo chẩu chế chử cung cà cái cáng cù cấn cầm cổ cụt cứ danh diêm diệp doãn du duy dư dương giang giàng giáp giả hoa hoàn hoắc hà hàn hàng hình hò hùng hạ hạng hảng hầu hề hồng hờ hứa kha khoàng khuông khuất khúc khưu khương khổng kim kiều kỷ la lai lang lao liêu liễu luyện luân ly lâm lã lãnh lèng lìm lò lô lù lý lư lưu lương lường lạc lại lầu lều lồ lỗ lộ lục lữ lỳ lỷ ma mai mang má mâu mã mè mông mùa mạc mạch mẫn mẫu mộng mỵ nghiêm ngân ngũ ngụy nhan nhiêu nhiếp nhâm nhạc nhữ ninh nông nùng phiên phàn phí phòng phó phù phùng phương phụng quan quang quàng quách quản quế sa sái sình sùng sú sơn sầm sần sồng sử tao thi thiều thào thái thân thò thạch thạo thẩm thền thới tiêu tiếp tiết trang tri triệu trà trác tráng trình trưng trương trịnh ty tào tán tòng tô tôn tăng tưởng tạ tất tẩn tống từ u uông vi viên vu và vàng vân vì vòng vù văn vương vạn vừ xa xích xồng yên âu ôn ông đan đinh điêu điền điểu đoàn đàm đào đèo đường đậu đống đồng đổng đới ưng ứng'.split(
    ' ',
  );

/** Clans of the highlands, the Mekong delta and the north-west; with them Y, H' and A of Ê Đê, Gia Rai and Ba Na names. */
export const CLANS =
  "niê mlô êban êđê byă ayŭn ayun kbuôr kdăm ênuôl êñuôl adrơng hmok hmŏk hwing hđơk knul kpă kpơr ksơr ksor ktla ktul mdrang bkrông bing yă krông jdruôm kbrông kriêng êya mjâo buôn siu rơ châm mah rmah rcom rcăm nay rơchăm rơmah rahlan ralan puih kpuih hiao bluih rơlan hlong bdap hra ayŏ k' h' y a rơông bhnong moong xeo ven chích điểu".split(
    ' ',
  );

/** Middle words that mark the sex, which lists of given names leave out; shares are our estimate. */
export const MIDDLE_PERCENT: Readonly<Record<string, number>> = { thị: 12, văn: 10 };

/** Words of given names (chữ đệm và tên), each after the count it shares with those before it. */
export const GIVEN_COUNTS = `
135 minh
107 ngọc
103 thanh
85 anh
83 phương
80 hồng
75 xuân
61 việt
60 hải
58 bảo
57 đức
54 kim mai quang
53 hoàng
52 linh
51 khánh
50 thu vân
46 quốc tâm
45 hữu quỳnh
44 duy giang mỹ
43 lâm
42 thành
41 hương
40 bích hà sơn thảo
39 gia nhi
38 bình lan thiên tuấn
36 hạnh nguyên trang
35 thiện
34 an thúy
33 thái uyên yến
32 nhật trung
30 huy nam tuyết
29 đình
28 diễm liên như
27 dũng hòa trúc tường
26 diệu phượng
25 công hiền hùng nhân phong
24 hoa long trường
23 khanh kiều loan thủy đan
22 chi nguyệt thế vũ
21 dương hiếu huyền lam mộng phúc quân thụy tú vy
20 châu nga phi trọng
19 hoài lệ mạnh
18 cường huệ nhã ánh
17 hiệp oanh thông thắng ân đông
16 hằng khang my ngân phước quyên thuận tùng
15 bạch duyên khải phú thi thùy thục tiên trí vinh
14 chí khắc ly lộc thư trinh tuyền tấn
13 cao cẩm khôi kiên quế thịnh trâm
12 bá dung hưng sinh thương tiến toàn văn yên ái đăng
11 cát hạ thy tân vĩnh đạt
10 cương hoàn kỳ nghi thơ tài uyển
9 bằng danh khuê lý nương thạch tịnh vi ý đào
8 băng chính cảnh dân dạ hậu khiêm lương nghĩa nhiên nhung san sương thọ triều triệu trân tuệ đắc
7 chiêu diệp hàm hào hướng hảo khoa kiệt mi miên nghị phụng song sỹ thượng trà tố từ điệp đại định
6 di du giao hân lạc lợi lực mẫn ngà ngôn ninh phát quyền quý quảng sa thường tiểu võ vương đồng
5 bửu ca chấn hiểu hường hồ hợp khương liễu lân lập lễ nhạn nhất thiếu uy viễn vạn vỹ đoan
4 chinh chung cúc cầm dã giáng hiển huấn huỳnh khai khuyên khả kiến liêm luận lĩnh nghiệp quyết sang sĩ thoa
thuần thất thống thực toản tín tất viết đinh đoàn đạo
3 bách bắc chiến chiểu chương cẩn dao dinh doanh học khiết khê kiết lai luân nhàn năng sao siêu sông thời
tiền trình trầm trụ tích tùy vượng xuyến điền đài
2 ban bào bổng bội bữu cam canh chuyên chuẩn chánh chưởng chế cung cơ cần diên duyệt duệ dụng giác giáp hiên
hoan hoán hoạ hoạt huynh huân hành hán hãn hưởng hạc hạo họa hội hỷ kha khiếu khoan khoát khuyến khúc khởi
kiếm kiện kê kính kỷ liệt luật lê lăng lưu lộ lục mậu mộc nghiêm nguyết nguyễn ngạn nhan nhiệm nhu nhuận
nhơn nhượng niệm nữ phu pháp phục sáng sâm sử thiều thiệu thoại thuyết thuật thêu thúc thăng thạc thắm thể
thụ tinh tiếp tiển toại tranh triết triển trác tráng trương trưởng trạch trực tuyến tuyển ty tính tôn túy tạ
tổ tụ viên vu vàng vành vĩ vịnh vọng xanh án đàn đôn đơn đường đệ độ ấu ẩn
`;
